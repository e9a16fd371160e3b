// SPDX-License-Identifier: GPL-3.0-or-later
// Markdown that somebody else wrote, as a document that fetches nothing.
#pragma once

#include <QTextDocument>

namespace signalbox::ui {

/// Whatever its text names, nothing is opened for it: no file, no address. Where a picture would stand, its description
/// does. A plain QTextDocument looks on the disk for what loadResource() does not give, at each painting.
/// Thread: the one that made it.
class QuietDocument : public QTextDocument
{
public:
    using QTextDocument::QTextDocument;

    /// The document of that text. Call it before the document has a layout, so before it is measured or shown.
    void readMarkdown(const QString &markdown, MarkdownFeatures features = MarkdownDialectGitHub);

protected:
    QVariant loadResource(int type, const QUrl &name) override;
};

} // namespace signalbox::ui
