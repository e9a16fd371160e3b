// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/text_field.h"

#include "ui/flow/field_highlighter_p.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QEvent>
#include <QKeyEvent>
#include <QStandardItemModel>
#include <QStringListModel>
#include <QStyleOption>
#include <QTextBlock>

#include <cmath>

namespace signalbox::ui {

namespace {

constexpr int kMostLines = 10;
constexpr int kMostCodeLines = 24;
constexpr int kLeastCodeLines = 4;
constexpr int kFewestNumbers = 2; ///< digits that there is room for before the lines
constexpr QLatin1String kIndent("  ");

bool isWordLetter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'$' || c == u'.' || c == u'-' || c == u'\'' || c == u'[' || c == u']';
}

} // namespace

TextField::TextField(const Theme &theme, Mode mode, QWidget *parent) : QPlainTextEdit(parent), m_theme(theme), m_mode(mode), m_highlighter(new FieldHighlighter(theme, *this))
{
    setTabChangesFocus(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
    setAttribute(Qt::WA_Hover);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        fitHeight();
        if (!m_quiet) {
            Q_EMIT edited();
            complete();
        }
    });
    connect(this, &QPlainTextEdit::updateRequest, this, [this] {
        if (m_mode == Mode::Code) {
            update(0, 0, viewport()->x(), height()); // the numbers move with their lines
        }
    });
    connect(&theme, &Theme::changed, this, &TextField::apply);
    apply();
}

void TextField::apply()
{
    // Another font is a change of the document to Qt, but nobody has edited anything.
    const bool wasQuiet = std::exchange(m_quiet, true);
    setFont(m_theme.font(m_mode == Mode::Expression || m_mode == Mode::Json || m_mode == Mode::Code ? TextStyle::Code : TextStyle::Body));
    document()->setDocumentMargin(std::max(2.0, (m_theme.controlHeight() - fontMetrics().lineSpacing()) / 2.0));
    mark();
    fitHeight();
    m_quiet = wasQuiet;
}

void TextField::mark()
{
    const bool wasQuiet = std::exchange(m_quiet, true);
    m_highlighter->rehighlight();
    m_quiet = wasQuiet;
}

void TextField::setMode(Mode mode)
{
    if (m_mode != mode) {
        m_mode = mode;
        apply();
    }
}

void TextField::makeCompleter()
{
    m_completer = new QCompleter(this);
    m_completer->setWidget(this);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setCompletionMode(QCompleter::PopupCompletion);
    m_completer->setMaxVisibleItems(8);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, [this](const QString &chosen) {
        auto cursor = textCursor();
        if (m_offersChoices) {
            const auto entry = entryAtCursor();
            cursor.setPosition(entry.first);
            cursor.setPosition(entry.second, QTextCursor::KeepAnchor);
        } else {
            cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, static_cast<int>(wordBeforeCursor().size()));
        }
        m_isChoosing = true;
        cursor.insertText(chosen);
        m_isChoosing = false;
        setTextCursor(cursor);
        if (m_offersChoices) {
            Q_EMIT finished();
        }
    });
}

QString TextField::wordBeforeCursor() const
{
    const auto cursor = textCursor();
    const QString line = cursor.block().text().left(cursor.positionInBlock());
    auto begin = line.size();
    while (begin > 0 && isWordLetter(line[begin - 1])) {
        --begin;
    }
    return line.mid(begin);
}

// The text, or of a list the entry at the cursor, without the blanks around it.
std::pair<int, int> TextField::entryAtCursor() const
{
    const QString all = toPlainText();
    qsizetype begin = 0;
    qsizetype end = all.size();
    if (m_choosesSeveral) {
        const auto at = textCursor().position();
        begin = at > 0 ? all.lastIndexOf(u',', at - 1) + 1 : 0;
        const auto comma = all.indexOf(u',', at);
        end = comma < 0 ? end : comma;
    }
    while (begin < end && all[begin].isSpace()) {
        ++begin;
    }
    while (end > begin && all[end - 1].isSpace()) {
        --end;
    }
    return {static_cast<int>(begin), static_cast<int>(end)};
}

bool TextField::isInExpression() const
{
    if (m_mode != Mode::Template) {
        return m_mode == Mode::Expression || m_mode == Mode::Code;
    }
    const QString before = toPlainText().left(textCursor().position());
    return before.lastIndexOf(QStringLiteral("{{")) > before.lastIndexOf(QStringLiteral("}}"));
}

void TextField::hideOffers()
{
    if (m_completer && m_completer->popup()->isVisible()) {
        m_completer->popup()->hide();
    }
}

void TextField::complete()
{
    if (m_isChoosing || !hasFocus()) {
        hideOffers();
    } else if (isInExpression()) {
        completeName();
    } else if (m_choices && (m_mode == Mode::Template || m_mode == Mode::Plain)) {
        const auto [begin, end] = entryAtCursor();
        if (begin == end) {
            hideOffers();
        } else {
            if (!m_offersChoices || !m_completer->popup()->isVisible()) {
                readChoices();
            }
            showChoices(toPlainText().mid(begin, end - begin));
        }
    } else {
        hideOffers();
    }
}

void TextField::completeName()
{
    const QString word = m_names ? wordBeforeCursor() : QString();
    if (word.isEmpty()) {
        hideOffers();
        return;
    }
    if (!m_completer) {
        makeCompleter();
    }
    // What there is to name may be another thing each time: runs end, nodes are connected.
    if (m_offersChoices || !m_nameModel || !m_completer->popup()->isVisible()) {
        if (!m_nameModel) {
            m_nameModel = new QStringListModel(this);
        }
        m_nameModel->setStringList(m_names());
        m_offersChoices = false;
        m_completer->setModel(m_nameModel);
        m_completer->setCompletionRole(Qt::DisplayRole);
        m_completer->setFilterMode(Qt::MatchStartsWith);
    }
    m_completer->setCompletionPrefix(word);
    const bool only = m_completer->completionCount() == 1 && m_completer->currentCompletion() == word;
    if (m_completer->completionCount() == 0 || only) {
        hideOffers();
        return;
    }
    m_completer->popup()->setAccessibleName(tr("Names"));
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
    openOffers();
}

void TextField::readChoices()
{
    if (!m_completer) {
        makeCompleter();
    }
    if (!m_choiceModel) {
        m_choiceModel = new QStandardItemModel(this);
    }
    m_choiceModel->clear();
    for (const auto &choice : m_choices()) {
        auto *item = new QStandardItem(choice.detail.isEmpty() ? choice.value : tr("%1 · %2").arg(choice.value, choice.detail));
        item->setData(choice.value, Qt::UserRole);
        m_choiceModel->appendRow(item);
    }
    m_offersChoices = true;
    m_completer->setModel(m_choiceModel);
    m_completer->setCompletionRole(Qt::UserRole);
    m_completer->setFilterMode(Qt::MatchContains);
}

// Nothing is picked before the person does: a text that is in no list stays what was typed.
void TextField::showChoices(const QString &prefix)
{
    m_completer->setCompletionPrefix(prefix);
    const bool only = m_completer->completionCount() == 1 && m_completer->currentCompletion() == prefix;
    if (m_completer->completionCount() == 0 || only) {
        hideOffers();
        return;
    }
    m_completer->popup()->setAccessibleName(tr("Choices"));
    m_completer->popup()->setCurrentIndex(QModelIndex());
    openOffers();
}

void TextField::openOffers()
{
    QRect place = m_offersChoices ? QRect(-viewport()->x(), 0, width(), viewport()->height()) : cursorRect();
    place.setWidth(std::max(m_offersChoices ? width() : 220, m_completer->popup()->sizeHintForColumn(0) + 24));
    m_completer->complete(place.translated(viewport()->pos()));
}

bool TextField::offerChoices()
{
    if (!m_choices || m_choices().isEmpty()) {
        return false;
    }
    readChoices();
    showChoices({});
    return true;
}

void TextField::setTextQuietly(const QString &text)
{
    if (text == toPlainText()) {
        return;
    }
    m_quiet = true;
    const int position = textCursor().position();
    setPlainText(text);
    auto cursor = textCursor();
    cursor.setPosition(std::min<int>(position, static_cast<int>(text.size())));
    setTextCursor(cursor);
    m_quiet = false;
}

void TextField::setWrong(bool wrong)
{
    if (property("signalboxWrong").toBool() != wrong) {
        setProperty("signalboxWrong", wrong);
        update();
        viewport()->update();
    }
}

void TextField::fitHeight()
{
    const auto *layout = document()->documentLayout();
    const int lines = std::max(1, static_cast<int>(std::lround(layout->documentSize().height())));
    const int most = m_mode == Mode::Code ? kMostCodeLines : kMostLines;
    const bool all = lines <= most;
    setVerticalScrollBarPolicy(all ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    const double margins = document()->documentMargin() * 2;
    const int least = m_mode == Mode::Code ? kLeastCodeLines : m_mode == Mode::Json || m_multiLine ? 2 : 1;
    const int height = std::max(m_theme.controlHeight(), static_cast<int>(std::ceil(std::clamp(lines, least, most) * fontMetrics().lineSpacing() + margins)));
    if (const QMargins around(space::kS + numbersWidth(), 0, space::kS, 0); around != viewportMargins()) {
        setViewportMargins(around);
    }
    if (height != m_height) {
        m_height = height;
        setFixedHeight(height);
        updateGeometry();
    }
}

int TextField::numbersWidth() const
{
    if (m_mode != Mode::Code) {
        return 0;
    }
    const int digits = std::max<int>(kFewestNumbers, static_cast<int>(QString::number(blockCount()).size()));
    return fontMetrics().horizontalAdvance(u'0') * digits + space::kS;
}

void TextField::paintNumbers(QPainter &painter)
{
    painter.setFont(font());
    const int right = viewport()->x() - space::kS;
    const int height = fontMetrics().lineSpacing();
    const int current = textCursor().blockNumber();
    painter.setClipRect(0, 1, viewport()->x(), this->height() - 2);
    for (auto block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const double y = blockBoundingGeometry(block).translated(contentOffset()).top() + viewport()->y();
        if (y > this->height()) {
            break;
        }
        painter.setPen(m_theme.color(hasFocus() && block.blockNumber() == current ? Role::TextMuted : Role::TextFaint));
        painter.drawText(QRectF(0, y, right, height), Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter, QString::number(block.blockNumber() + 1));
    }
}

QSize TextField::sizeHint() const
{
    return {160, m_height};
}

QSize TextField::minimumSizeHint() const
{
    return {60, m_height};
}

bool TextField::event(QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        // The box of a line of text around however many there are.
        QPainter painter(this);
        QStyleOptionFrame option;
        option.initFrom(this);
        option.lineWidth = 1;
        option.state.setFlag(QStyle::State_HasFocus, hasFocus());
        option.state.setFlag(QStyle::State_MouseOver, underMouse());
        style()->drawPrimitive(QStyle::PE_FrameLineEdit, &option, &painter, this);
        if (m_mode == Mode::Code) {
            paintNumbers(painter);
        }
        return true;
    }
    // Undo is the flow's, not the field's: every change is a step of it already.
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return false;
        }
    }
    return QPlainTextEdit::event(event);
}

void TextField::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (m_completer && m_completer->popup()->isVisible()) {
        // The list has these.
        if (isReturn || event->key() == Qt::Key_Escape || event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab) {
            event->ignore();
            return;
        }
    }
    if (m_choices && event->key() == Qt::Key_Down && event->modifiers().testFlag(Qt::AltModifier)) {
        Q_EMIT choicesWanted();
        return;
    }
    if (m_mode == Mode::Code && (isReturn || event->text() == QLatin1String("}"))) {
        keepIndent(*event);
        return;
    }
    if (isReturn && !m_multiLine && m_mode != Mode::Json && !(event->modifiers() & Qt::ShiftModifier)) {
        Q_EMIT finished();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

// A new line begins where the one before does, a step further after a bracket that opens; one that closes steps back.
void TextField::keepIndent(QKeyEvent &event)
{
    auto cursor = textCursor();
    const QString before = cursor.block().text().left(cursor.positionInBlock());
    qsizetype blanks = 0;
    while (blanks < before.size() && before[blanks].isSpace()) {
        ++blanks;
    }
    if (event.text() == QLatin1String("}")) {
        if (!cursor.hasSelection() && blanks == before.size() && before.endsWith(kIndent)) {
            cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, static_cast<int>(kIndent.size()));
        }
        cursor.insertText(event.text());
    } else {
        const QString trimmed = before.trimmed();
        const bool opens = trimmed.endsWith(u'{') || trimmed.endsWith(u'[') || trimmed.endsWith(u'(');
        cursor.insertText(u'\n' + before.left(blanks) + (opens ? QString(kIndent) : QString()));
    }
    setTextCursor(cursor);
    ensureCursorVisible();
}

void TextField::focusInEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusInEvent(event);
    update();
}

void TextField::focusOutEvent(QFocusEvent *event)
{
    update();
    QPlainTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason) {
        Q_EMIT finished();
    }
}

void TextField::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fitHeight();
}

void TextField::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        fitHeight();
    }
}

} // namespace signalbox::ui
