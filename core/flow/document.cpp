// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/model.h"
#include "flow/shape_p.h"

namespace signalbox::flow {

namespace {

// Spaces before the first indented line; two where the text is on one line.
unsigned indentOf(std::string_view text)
{
    const auto line = text.find("\n ");
    if (line == std::string_view::npos) {
        return 2;
    }
    const auto end = text.find_first_not_of(' ', line + 1);
    const auto width = end == std::string_view::npos ? 2 : end - line - 1;
    return static_cast<unsigned>(std::clamp<std::size_t>(width, 1, 8));
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
    m_root = std::move(root);
    m_flow = std::move(flow);
    m_changed = true;
    return {};
}

std::string Document::text() const
{
    if (!m_changed) {
        return m_source;
    }
    json::PrettyOptions options;
    options.indent = indentOf(m_source);
    options.spelling = &m_spelling;
    auto text = json::writePretty(m_root, options);
    if (m_source.empty() || m_source.ends_with('\n')) {
        text.push_back('\n');
    }
    return text;
}

} // namespace signalbox::flow
