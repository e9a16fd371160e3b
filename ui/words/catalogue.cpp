// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/markdown.h"
#include "ui/words/words.h"

#include <QCoreApplication>

namespace signalbox::words {

std::vector<Piece> piecesOf(std::string_view markdown)
{
    std::vector<Piece> pieces;
    bool isCode = false;
    bool isNew = true;
    while (!markdown.empty()) {
        const auto end = std::min(markdown.find('\n'), markdown.size());
        const auto line = markdown.substr(0, end);
        markdown.remove_prefix(std::min(end + 1, markdown.size()));
        const bool isFence = line.starts_with("```");
        if (line.empty() && !isCode) {
            isNew = true;
            continue;
        }
        if (isNew || (isFence && !isCode)) {
            pieces.emplace_back();
            pieces.back().isCode = isFence;
            isNew = false;
        } else {
            pieces.back().text += '\n';
        }
        pieces.back().text += line;
        if (isFence) {
            isCode = !isCode;
            isNew = !isCode;
        }
    }
    for (auto &piece : pieces) {
        const auto words = piece.isCode ? 0 : piece.text.find_first_not_of('#');
        if (words != 0 && words != std::string::npos && piece.text[words] == ' ') {
            piece.mark = piece.text.substr(0, words + 1);
            piece.text.erase(0, words + 1);
        }
    }
    return pieces;
}

QString text(std::string_view english)
{
    return english.empty() ? QString() : QCoreApplication::translate("core", std::string(english).c_str());
}

QString markdown(std::string_view english)
{
    QString result;
    for (const auto &piece : piecesOf(english)) {
        if (!result.isEmpty()) {
            result += QStringLiteral("\n\n");
        }
        result += QString::fromStdString(piece.mark) + (piece.isCode ? QString::fromStdString(piece.text) : text(piece.text));
    }
    return result;
}

json::Value schema(const json::Value &english)
{
    if (const auto *list = english.if_array()) {
        json::Array array;
        for (const auto &entry : *list) {
            array.push_back(schema(entry));
        }
        return array;
    }
    const auto *members = english.if_object();
    if (!members) {
        return english;
    }
    json::Object object;
    for (const auto &member : *members) {
        const std::string_view key = member.key();
        if ((key == "title" || key == "description") && member.value().is_string()) {
            object.emplace(key, text(member.value().get_string()).toStdString());
        } else if (key == "properties" && member.value().is_object()) {
            // Names of fields, among which "title" may be one.
            json::Object fields;
            for (const auto &field : member.value().get_object()) {
                fields.emplace(field.key(), schema(field.value()));
            }
            object.emplace(key, std::move(fields));
        } else if (key == "default" || key == "examples" || key == "enum" || key == "const") {
            object.emplace(key, member.value());
        } else {
            object.emplace(key, schema(member.value()));
        }
    }
    return object;
}

} // namespace signalbox::words
