// SPDX-License-Identifier: GPL-3.0-or-later
// A reader of RFC 4180 that names the line of what is wrong.
#include "nodes/csv_p.h"

#include <set>
#include <vector>

namespace signalbox::nodes {

namespace {

class Reader
{
public:
    Reader(std::string_view text, char separator, const std::string &shown)
        : m_text(text), m_separator(separator), m_shown(shown)
    {
    }

    bool atEnd() const { return m_at >= m_text.size(); }
    std::size_t line() const { return m_line; }

    Error error(const std::string &what, std::size_t line) const
    {
        return Error("file.csv", "Line " + std::to_string(line) + " of \"" + m_shown + "\" " + what + ".", m_shown)
            .withArg("line", std::to_string(line));
    }

    Result<std::vector<std::string>> row()
    {
        std::vector<std::string> fields;
        while (true) {
            SB_TRY(field, this->field());
            fields.push_back(std::move(field));
            if (atEnd()) {
                return fields;
            }
            const char c = m_text[m_at++];
            if (c == m_separator) {
                continue;
            }
            if (c == '\r' && !atEnd() && m_text[m_at] == '\n') {
                ++m_at;
            }
            ++m_line;
            return fields;
        }
    }

private:
    bool endsField(char c) const { return c == m_separator || c == '\n' || c == '\r'; }

    Result<std::string> field()
    {
        if (atEnd() || m_text[m_at] != '"') {
            const auto begin = m_at;
            while (!atEnd() && !endsField(m_text[m_at])) {
                ++m_at;
            }
            return std::string(m_text.substr(begin, m_at - begin));
        }
        const auto opened = m_line;
        std::string value;
        ++m_at;
        while (!atEnd()) {
            const char c = m_text[m_at++];
            if (c != '"') {
                m_line += c == '\n' ? 1 : 0;
                value += c;
            } else if (!atEnd() && m_text[m_at] == '"') {
                value += '"';
                ++m_at;
            } else if (!atEnd() && !endsField(m_text[m_at])) {
                return error("has text after a closing quote; double the quotes inside of a quoted field", m_line);
            } else {
                return value;
            }
        }
        return error("opens a quote that is never closed", opened);
    }

    std::string_view m_text;
    char m_separator;
    const std::string &m_shown;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
};

} // namespace

Result<json::Array> parseCsv(std::string_view text, const CsvOptions &options, const std::string &shown)
{
    Reader reader(text, options.separator, shown);
    std::vector<std::string> columns;
    std::size_t width = 0;
    json::Array rows;
    while (!reader.atEnd()) {
        const auto line = reader.line();
        SB_TRY(fields, reader.row());
        if (fields.size() == 1 && fields.front().empty()) {
            continue;
        }
        if (width == 0) {
            width = fields.size();
            if (options.header == CsvOptions::Header::Yes) {
                std::set<std::string_view> seen;
                for (const auto &name : fields) {
                    if (!seen.insert(name).second) {
                        return reader.error("names the column \"" + name + "\" twice", line);
                    }
                }
                columns = std::move(fields);
                continue;
            }
        }
        if (fields.size() != width) {
            return reader.error("has " + std::to_string(fields.size()) + " fields where the first row has " + std::to_string(width), line);
        }
        if (options.header == CsvOptions::Header::Yes) {
            json::Object row;
            row.reserve(width);
            for (std::size_t i = 0; i < width; ++i) {
                row.emplace(columns[i], json::Value(fields[i]));
            }
            rows.emplace_back(std::move(row));
        } else {
            json::Array row;
            row.reserve(width);
            for (const auto &field : fields) {
                row.emplace_back(field);
            }
            rows.emplace_back(std::move(row));
        }
    }
    return rows;
}

} // namespace signalbox::nodes
