// SPDX-License-Identifier: GPL-3.0-or-later
// A flow file's bytes, kept until its JSON changes; then written in the manner of the file.
#include "flow/model.h"
#include "flow/shape_p.h"

namespace signalbox::flow {

namespace {

// How a file is laid out, told by its first indented line.
struct Style
{
    unsigned indent = 2;
    bool tabs = false;
    bool returns = false; ///< lines end in "\r\n"
    bool lastLine = true; ///< the file ends with a line end
};

Style styleOf(std::string_view text)
{
    Style style;
    const auto line = text.find('\n');
    style.returns = line != std::string_view::npos && line > 0 && text[line - 1] == '\r';
    style.lastLine = text.empty() || text.ends_with('\n');
    for (auto at = line; at != std::string_view::npos; at = text.find('\n', at + 1)) {
        const auto begin = at + 1;
        const auto end = std::min(text.find_first_not_of(" \t", begin), text.size());
        if (end == begin) {
            continue;
        }
        style.tabs = text[begin] == '\t';
        style.indent = style.tabs ? 1 : static_cast<unsigned>(std::min<std::size_t>(end - begin, 8));
        break;
    }
    return style;
}

// JSON holds no raw line feed inside a text, so every line of it begins with its indentation.
std::string inStyle(std::string_view text, const Style &style)
{
    std::string out;
    out.reserve(text.size() + text.size() / 16);
    bool atStart = false;
    for (const char c : text) {
        if (c == '\n') {
            out += style.returns ? "\r\n" : "\n";
            atStart = true;
            continue;
        }
        atStart = atStart && c == ' ';
        out.push_back(atStart && style.tabs ? '\t' : c);
    }
    if (style.lastLine) {
        out += style.returns ? "\r\n" : "\n";
    }
    return out;
}

// Equal with the order of keys, and whole numbers told from decimal ones: what is written the same.
bool isSame(const json::Value &a, const json::Value &b)
{
    if (a.is_object() && b.is_object()) {
        const auto &x = a.get_object();
        const auto &y = b.get_object();
        return x.size() == y.size()
            && std::equal(x.begin(), x.end(), y.begin(), [](const auto &p, const auto &q) { return p.key() == q.key() && isSame(p.value(), q.value()); });
    }
    if (a.is_array() && b.is_array()) {
        const auto &x = a.get_array();
        const auto &y = b.get_array();
        return std::equal(x.begin(), x.end(), y.begin(), y.end(), isSame);
    }
    return a.is_double() == b.is_double() && a == b;
}

} // namespace

Result<Document> Document::parse(std::string_view text)
{
    Document document;
    json::ReadOptions options;
    options.spelling = &document.m_spelling;
    SB_TRY(root, json::parse(text, options));
    SB_TRY(flow, readChecked(root));
    document.m_root = std::move(root);
    document.m_source = text;
    document.m_flow = std::move(flow);
    return document;
}

Result<void> Document::setRoot(json::Value root)
{
    SB_TRY(flow, readChecked(root));
    if (m_changed) {
        // Perhaps the change was taken back.
        const auto original = json::parse(m_source);
        m_changed = !original || !isSame(*original, root);
    } else {
        m_changed = !isSame(m_root, root);
    }
    m_root = std::move(root);
    m_flow = std::move(flow);
    return {};
}

std::string Document::text() const
{
    if (!m_changed) {
        return m_source;
    }
    const auto style = styleOf(m_source);
    json::PrettyOptions options;
    options.indent = style.indent;
    options.spelling = &m_spelling;
    return inStyle(json::writePretty(m_root, options), style);
}

} // namespace signalbox::flow
