# SPDX-License-Identifier: GPL-3.0-or-later
# Writes OUTPUT, a C++ file that holds the text of INPUT.
file(READ ${INPUT} json)
file(WRITE ${OUTPUT} "// Made from resources/prices/prices.json.\n#include \"llm/built_in_prices_p.h\"\n\nnamespace signalbox::llm {\n\nstd::string_view builtInPrices()\n{\n    return R\"signalbox(${json})signalbox\";\n}\n\n} // namespace signalbox::llm\n")
