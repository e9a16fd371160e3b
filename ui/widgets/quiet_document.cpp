// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/quiet_document.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextFragment>

#include <vector>

namespace signalbox::ui {

void QuietDocument::readMarkdown(const QString &markdown, MarkdownFeatures features)
{
    setUndoRedoEnabled(false);
    setMarkdown(markdown, features);
    struct Picture
    {
        int position;
        int length;
        QString text;
    };
    std::vector<Picture> pictures;
    for (auto block = begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            const auto fragment = part.fragment();
            if (fragment.charFormat().isImageFormat()) {
                const auto format = fragment.charFormat().toImageFormat();
                const QString described = format.property(QTextFormat::ImageAltText).toString();
                pictures.push_back({fragment.position(), fragment.length(), described.isEmpty() ? format.name() : described});
            }
        }
    }
    // From the end, so that places stay what they are.
    for (auto picture = pictures.rbegin(); picture != pictures.rend(); ++picture) {
        QTextCursor cursor(this);
        cursor.setPosition(picture->position);
        cursor.setPosition(picture->position + picture->length, QTextCursor::KeepAnchor);
        cursor.insertText(picture->text, QTextCharFormat());
    }
}

QVariant QuietDocument::loadResource(int, const QUrl &)
{
    return {};
}

} // namespace signalbox::ui
