// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chat/composer.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStringListModel>

namespace signalbox::ui {

namespace {
constexpr int kMostLines = 8;
const QStringList &commands()
{
    static const QStringList list = {QStringLiteral("/run "), QStringLiteral("/flows"), QStringLiteral("/runs"), QStringLiteral("/explain "), QStringLiteral("/help")};
    return list;
}
} // namespace

Composer::Composer(const Theme &theme, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
    , m_offers(new QStringListModel(this))
    , m_completer(new QCompleter(m_offers, this))
{
    setAccessibleName(tr("Message"));
    setPlaceholderText(tr("Write a message, or / for commands"));
    setTabChangesFocus(true);
    document()->setDocumentMargin(space::kM);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_completer->setWidget(this);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setCompletionMode(QCompleter::PopupCompletion);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &Composer::complete);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        updateGeometry();
        offer();
    });
    const auto dress = [this] {
        setFont(m_theme.font(TextStyle::Body));
        updateGeometry();
    };
    connect(&theme, &Theme::changed, this, dress);
    dress();
}

void Composer::setFlows(const QStringList &flows)
{
    m_flows = flows;
}

int Composer::heightOfLines(int lines) const
{
    return lines * fontMetrics().lineSpacing() + 2 * static_cast<int>(document()->documentMargin()) + 2 * frameWidth() + space::kS;
}

QSize Composer::sizeHint() const
{
    const int lines = std::clamp(static_cast<int>(std::ceil(document()->size().height())), 2, kMostLines);
    return {200, heightOfLines(lines)};
}

QSize Composer::minimumSizeHint() const
{
    return {80, sizeHint().height()};
}

void Composer::offer()
{
    const auto text = toPlainText();
    if (!text.startsWith(QLatin1Char('/')) || text.contains(QLatin1Char('\n'))) {
        m_completer->popup()->hide();
        return;
    }
    QStringList offers;
    if (text.contains(QLatin1Char(' '))) {
        const auto command = text.section(QLatin1Char(' '), 0, 0);
        if (command == QLatin1String("/run") || command == QLatin1String("/explain")) {
            for (const auto &flow : m_flows) {
                offers.append(command + QLatin1Char(' ') + flow);
            }
        }
    } else {
        offers = commands();
    }
    m_offers->setStringList(offers);
    m_completer->setCompletionPrefix(text);
    const bool isWhole = m_completer->completionCount() == 1 && m_completer->currentCompletion() == text;
    if (m_completer->completionCount() == 0 || isWhole || !hasFocus()) {
        m_completer->popup()->hide();
        return;
    }
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
    m_completer->complete(QRect(0, 0, std::min(width(), 320), fontMetrics().lineSpacing()));
}

void Composer::complete(const QString &text)
{
    setPlainText(text);
    moveCursor(QTextCursor::End);
}

bool Composer::focusNextPrevChild(bool next)
{
    return !m_completer->popup()->isVisible() && QPlainTextEdit::focusNextPrevChild(next);
}

void Composer::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (m_completer->popup()->isVisible()) {
        // Return and Tab take what is offered.
        if (isReturn || event->key() == Qt::Key_Tab) {
            const auto chosen = m_completer->popup()->currentIndex();
            m_completer->popup()->hide();
            complete(chosen.isValid() ? chosen.data().toString() : m_completer->currentCompletion());
            return;
        }
        if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
            event->ignore();
            return;
        }
    }
    if (isReturn && !(event->modifiers() & (Qt::ShiftModifier | Qt::AltModifier))) {
        const auto text = toPlainText();
        if (!text.trimmed().isEmpty()) {
            Q_EMIT submitted(text);
        }
        return;
    }
    if (event->key() == Qt::Key_Up && document()->isEmpty()) {
        Q_EMIT recallRequested();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

} // namespace signalbox::ui
