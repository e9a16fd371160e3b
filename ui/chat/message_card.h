// SPDX-License-Identifier: GPL-3.0-or-later
// One message of a thread.
#pragma once

#include "api/conversation_calls.h"
#include "ui/theme/theme.h"

#include <QTextBrowser>
#include <QWidget>

class QVBoxLayout;

namespace signalbox::ui {

class TextLabel;

/// Markdown as tall as it is. It loads nothing from anywhere.
class MarkdownText : public QTextBrowser
{
    Q_OBJECT
public:
    MarkdownText(const Theme &theme, QWidget *parent = nullptr);

    void setText(const QString &markdown);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    QVariant loadResource(int type, const QUrl &name) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void dress();

    const Theme &m_theme;
    QString m_markdown;
    QTextDocument *m_text = nullptr; ///< a child; what is shown since there is a text
};

class MessageCard : public QWidget
{
    Q_OBJECT
public:
    MessageCard(const Theme &theme, QWidget *parent = nullptr);

    void setMessage(const api::MessageView &message);
    /// The words, for tests and copying.
    QString plainText() const;

Q_SIGNALS:
    void runRequested(const QString &run);
    void flowRequested(const QString &flow);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addPart(const json::Object &part);

    const Theme &m_theme;
    bool m_isPerson = false;
    bool m_isProgram = false; ///< an answer of Signalbox itself, in the core's own words
    QVBoxLayout *m_layout;
    TextLabel *m_author;
    TextLabel *m_time;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_parts = nullptr;
    QString m_plain;
};

} // namespace signalbox::ui
