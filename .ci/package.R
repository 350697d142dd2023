# Reads a table as package.py describes it and writes its cells in the one form in which they are
# compared: numbers with four decimals, days as in ISO 8601, true and false, nothing for absent.
# usage: Rscript package.R TASKS, a file of lines: path, delimiter, decimal sign, types, out
for (task in strsplit(readLines(commandArgs(TRUE)[1]), "\t", fixed = TRUE)) {
  types <- strsplit(task[4], " ", fixed = TRUE)[[1]]
  table <- read.csv(
    task[1], fileEncoding = "UTF-8-BOM", sep = task[2], dec = task[3], colClasses = types,
    na.strings = "", check.names = FALSE, encoding = "UTF-8"
  )
  plain <- function(column) {
    text <- if (is.numeric(column) && !is.integer(column)) sprintf("%.4f", column)
    else if (is.logical(column)) tolower(as.character(column))
    else as.character(column)
    ifelse(is.na(column), "", text)
  }
  cells <- do.call(cbind, c(list(character()), lapply(table, plain)))
  rows <- if (nrow(table) > 0) apply(cells, 1, paste, collapse = "\x1f") else character()
  out <- file(task[5], "wb")
  writeLines(enc2utf8(c(paste(names(table), collapse = "\x1f"), rows)), out, sep = "\n", useBytes = TRUE)
  close(out)
}
