// SPDX-License-Identifier: GPL-3.0-or-later
// What is written in tool tips.
#pragma once

#include <QString>
#include <QTextDocument>

namespace signalbox::ui {

/// A tool tip of words from outside: names, values, messages. Tool tips show as HTML what looks like it, with the pictures
/// that it names; this is shown as it is written. Give it the whole text, last.
inline QString plainTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text) : text;
}

} // namespace signalbox::ui
