// SPDX-License-Identifier: GPL-3.0-or-later
// Texts, JSON, lines, CSV and bytes.
#include "nodes/file_content_p.h"

#include <QByteArray>

namespace signalbox::nodes {

namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

json::Array splitLines(std::string_view text)
{
    json::Array lines;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const auto end = std::min(text.find('\n', begin), text.size());
        auto line = text.substr(begin, end - begin);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        lines.emplace_back(line);
        begin = end + 1;
    }
    return lines;
}

} // namespace

Parse parseNamed(std::string_view name)
{
    if (name == "json") {
        return Parse::Json;
    }
    if (name == "lines") {
        return Parse::Lines;
    }
    if (name == "csv") {
        return Parse::Csv;
    }
    if (name == "jsonl") {
        return Parse::JsonLines;
    }
    return name == "bytes" ? Parse::Bytes : Parse::Text;
}

std::string_view contentField(Parse parse)
{
    switch (parse) {
    case Parse::Json:
        return "json";
    case Parse::Lines:
        return "lines";
    case Parse::Csv:
        return "rows";
    case Parse::Bytes:
        return "base64";
    case Parse::JsonLines:
        return "items";
    case Parse::Text:
        break;
    }
    return "text";
}

bool isUtf8(std::string_view text)
{
    std::size_t i = 0;
    while (i < text.size()) {
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead < 0x80) {
            ++i;
            continue;
        }
        const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        if (lead < 0xc2 || lead > 0xf4 || i + length > text.size()) {
            return false;
        }
        for (std::size_t k = 1; k < length; ++k) {
            if ((static_cast<unsigned char>(text[i + k]) & 0xc0) != 0x80) {
                return false;
            }
        }
        // Overlong forms, surrogates and what is beyond U+10FFFF.
        const auto second = static_cast<unsigned char>(text[i + 1]);
        if ((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f) || (lead == 0xf0 && second < 0x90)
            || (lead == 0xf4 && second > 0x8f)) {
            return false;
        }
        i += length;
    }
    return true;
}

std::string toBase64(std::string_view bytes)
{
    return QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())).toBase64().toStdString();
}

Result<std::string> fromBase64(std::string_view text)
{
    const auto encoded = QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
    const auto decoded = QByteArray::fromBase64Encoding(encoded, QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded) {
        return Error("base64.invalid", "The text is no Base64; encode the bytes as in RFC 4648, without line breaks.");
    }
    return decoded.decoded.toStdString();
}

Result<json::Value> parseContent(std::string content, Parse parse, const CsvOptions &csv, const std::string &shown)
{
    if (parse == Parse::Bytes) {
        return json::Value(toBase64(content));
    }
    std::string_view text = content;
    if (text.starts_with(kByteOrderMark)) {
        text.remove_prefix(kByteOrderMark.size());
    }
    if (parse == Parse::Json) {
        json::ReadOptions options;
        options.maxBytes = content.size();
        auto value = json::parse(text, options);
        if (!value) {
            auto error = std::move(value).error();
            error.message = "\"" + shown + "\" is no valid JSON: " + error.message;
            error.subject = shown;
            return error;
        }
        return value;
    }
    if (!isUtf8(text)) {
        return Error("file.encoding", "\"" + shown + "\" is not UTF-8 text; convert it, or read it with `parse: bytes`.", shown);
    }
    if (parse == Parse::Lines) {
        return json::Value(splitLines(text));
    }
    if (parse == Parse::Csv) {
        SB_TRY(rows, parseCsv(text, csv, shown));
        return json::Value(std::move(rows));
    }
    return json::Value(text);
}

} // namespace signalbox::nodes
