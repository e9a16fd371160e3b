// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/long_text_view.h"

#include "ui/widgets/json_text.h"
#include "ui/widgets/pane_tools.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextLayout>
#include <QThreadPool>

#include <algorithm>

namespace signalbox::ui {

namespace {

constexpr int kDragMillis = 50;
constexpr int kWheelLines = 3;

} // namespace

LongText::LongText(std::string text) : bytes(std::move(text))
{
    begins.push_back(0);
    for (auto at = bytes.find('\n'); at != std::string::npos; at = bytes.find('\n', at + 1)) {
        longest = std::max(longest, at - begins.back());
        begins.push_back(at + 1);
    }
    longest = std::max(longest, bytes.size() - begins.back());
}

LongText::LongText(std::string text, std::size_t mostInLine) : bytes(std::move(text)), isJson(false)
{
    begins.push_back(0);
    for (std::size_t at = 0; at < bytes.size();) {
        auto end = std::min(bytes.find('\n', at), bytes.size());
        if (end - at > mostInLine) {
            end = at + mostInLine;
            const auto space = bytes.rfind(' ', end);
            if (space != std::string::npos && space >= at + mostInLine / 2) {
                end = space;
            }
            // No letter is cut in two.
            while (end > at + 1 && (static_cast<unsigned char>(bytes[end]) & 0xC0) == 0x80) {
                --end;
            }
        }
        longest = std::max(longest, end - at);
        at = end < bytes.size() && (bytes[end] == '\n' || bytes[end] == ' ') ? end + 1 : end;
        if (at < bytes.size() || (end < bytes.size() && bytes[end] == '\n')) {
            begins.push_back(at);
        }
    }
}

std::string_view LongText::line(std::size_t number) const
{
    auto end = number + 1 < begins.size() ? begins[number + 1] : bytes.size();
    if (number + 1 < begins.size() && bytes[end - 1] == '\n') {
        --end;
    }
    return std::string_view(bytes).substr(begins[number], end - begins[number]);
}

LongTextView::LongTextView(const Theme &theme, QWidget *parent) : QAbstractScrollArea(parent), m_theme(theme)
{
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setLayoutDirection(Qt::LeftToRight); // JSON is written from left to right in every language
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setBackgroundRole(QPalette::Base);
    auto *copying = new QAction(tr("Copy"), this);
    connect(copying, &QAction::triggered, this, &LongTextView::copySelected);
    answerKeys(this, copying, QKeySequence::Copy);
    auto *selecting = new QAction(tr("Select everything"), this);
    connect(selecting, &QAction::triggered, this, &LongTextView::selectAll);
    answerKeys(this, selecting, QKeySequence::SelectAll);
    addActions({copying, selecting});
    setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(&theme, &Theme::changed, this, &LongTextView::dress);
    dress();
}

void LongTextView::setText(std::shared_ptr<const LongText> text, const QString &instead)
{
    if (const auto former = std::exchange(m_text, std::move(text))) {
        QThreadPool::globalInstance()->start([former] {}); // to let go of much takes its time
    }
    m_instead = instead;
    m_anchor = {};
    m_caret = {};
    viewport()->setCursor(m_text ? Qt::IBeamCursor : Qt::ArrowCursor);
    measure();
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    viewport()->update();
}

void LongTextView::dress()
{
    m_lineHeight = std::max(1, m_theme.lineHeight(TextStyle::Code));
    measure();
    viewport()->update();
}

int LongTextView::pageLines() const
{
    return std::max(1, viewport()->height() / m_lineHeight);
}

void LongTextView::measure()
{
    verticalScrollBar()->setRange(0, std::max(0, int(lineCount()) - pageLines()));
    verticalScrollBar()->setPageStep(pageLines());
    verticalScrollBar()->setSingleStep(1);
    const QFontMetrics metrics(m_theme.font(TextStyle::Code));
    const int widest = int(std::min(m_text ? m_text->longest : 0, kShownBytes) + 2) * metrics.horizontalAdvance(u'0') + 2 * space::kL;
    horizontalScrollBar()->setRange(0, m_text ? std::max(0, widest - viewport()->width()) : 0);
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(metrics.horizontalAdvance(u'0') * kWheelLines);
}

std::size_t LongTextView::firstLine() const
{
    return std::size_t(verticalScrollBar()->value());
}

QString LongTextView::shownLine(std::size_t number, bool *isCut) const
{
    auto line = m_text->line(number);
    const bool cut = line.size() > kShownBytes;
    if (cut) {
        line = line.substr(0, kShownBytes);
        // No letter is cut in two.
        while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0xC0) == 0x80) {
            line.remove_suffix(1);
        }
        if (!line.empty() && static_cast<unsigned char>(line.back()) >= 0xC0) {
            line.remove_suffix(1);
        }
    }
    if (isCut) {
        *isCut = cut;
    }
    return QString::fromUtf8(line.data(), qsizetype(line.size()));
}

void LongTextView::lay(QTextLayout &layout, const QString &line) const
{
    QTextOption option;
    option.setTextDirection(Qt::LeftToRight);
    option.setWrapMode(QTextOption::NoWrap);
    layout.setFont(m_theme.font(TextStyle::Code));
    layout.setTextOption(option);
    QList<QTextLayout::FormatRange> inks;
    const auto ink = [&](int begin, int length, Role role) {
        QTextCharFormat format;
        format.setForeground(m_theme.color(role));
        inks.push_back({begin, length, format});
    };
    if (!m_text || m_text->isJson) {
        eachJsonToken(line, ink);
    } else {
        ink(0, int(line.size()), Role::Text);
    }
    layout.setFormats(inks);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
}

void LongTextView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.color(Role::Panel));
    if (!m_text) {
        painter.setFont(m_theme.font(TextStyle::Body));
        painter.setPen(m_theme.color(Role::TextMuted));
        painter.drawText(viewport()->rect().adjusted(space::kL, space::kM, -space::kL, 0), Qt::AlignTop | Qt::AlignHCenter | Qt::TextWordWrap, m_instead);
        return;
    }
    const auto [from, to] = std::minmax(m_anchor, m_caret);
    const auto last = std::min(lineCount(), firstLine() + std::size_t(pageLines()) + 2);
    for (auto number = firstLine(); number < last; ++number) {
        bool isCut = false;
        const QString line = shownLine(number, &isCut);
        QTextLayout layout(isCut ? line + u'…' : line);
        lay(layout, layout.text());
        QList<QTextLayout::FormatRange> chosen;
        const int y = int(number - firstLine()) * m_lineHeight;
        const QPointF at(space::kL - horizontalScrollBar()->value(), y);
        if (hasSelection() && number >= from.line && number <= to.line) {
            const int begin = number == from.line ? std::min(from.letter, int(layout.text().size())) : 0;
            const int end = number == to.line ? std::min(to.letter, int(layout.text().size())) : int(layout.text().size());
            QTextCharFormat format;
            format.setBackground(m_theme.mixed(Role::Panel, Role::Accent, 0.28));
            if (end > begin) {
                chosen.push_back({begin, end - begin, format});
            }
            if (number < to.line) { // the line's end belongs to it
                const auto x = at.x() + layout.lineAt(0).naturalTextWidth();
                painter.fillRect(QRectF(x, y, space::kS, m_lineHeight), format.background());
            }
        }
        layout.draw(&painter, at, chosen);
    }
    if (hasFocus() && m_caret.line >= firstLine() && m_caret.line < last) {
        QTextLayout layout(shownLine(m_caret.line));
        lay(layout, layout.text());
        const auto x = layout.lineAt(0).cursorToX(std::min(m_caret.letter, int(layout.text().size())));
        painter.fillRect(QRectF(space::kL - horizontalScrollBar()->value() + x, int(m_caret.line - firstLine()) * m_lineHeight, 1, m_lineHeight), m_theme.color(Role::Text));
    }
}

void LongTextView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    measure();
}

void LongTextView::scrollContentsBy(int, int)
{
    viewport()->update();
}

LongTextView::Place LongTextView::placeAt(const QPoint &point) const
{
    const auto row = std::int64_t(firstLine()) + (point.y() < 0 ? -1 : point.y() / m_lineHeight);
    const auto line = std::size_t(std::clamp<std::int64_t>(row, 0, std::int64_t(lineCount()) - 1));
    QTextLayout layout(shownLine(line));
    lay(layout, layout.text());
    return {line, layout.lineAt(0).xToCursor(point.x() - space::kL + horizontalScrollBar()->value())};
}

void LongTextView::moveTo(Place place, bool selects)
{
    m_caret = place;
    if (!selects) {
        m_anchor = place;
    }
    viewport()->update();
}

void LongTextView::ensureSeen()
{
    const int line = int(m_caret.line);
    if (line < verticalScrollBar()->value()) {
        verticalScrollBar()->setValue(line);
    } else if (line >= verticalScrollBar()->value() + pageLines()) {
        verticalScrollBar()->setValue(line - pageLines() + 1);
    }
    QTextLayout layout(shownLine(m_caret.line));
    lay(layout, layout.text());
    const int x = int(layout.lineAt(0).cursorToX(std::min(m_caret.letter, int(layout.text().size()))));
    if (x < horizontalScrollBar()->value()) {
        horizontalScrollBar()->setValue(x);
    } else if (x + 2 * space::kL > horizontalScrollBar()->value() + viewport()->width()) {
        horizontalScrollBar()->setValue(x + 2 * space::kL - viewport()->width());
    }
}

void LongTextView::keyPressEvent(QKeyEvent *event)
{
    if (!m_text) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    auto place = m_caret;
    const auto lastLine = lineCount() - 1;
    const bool isFar = event->modifiers().testFlag(Qt::ControlModifier);
    const auto lettersOf = [this](std::size_t line) { return int(shownLine(line).size()); };
    const auto by = [&](std::int64_t lines) { place.line = std::size_t(std::clamp<std::int64_t>(std::int64_t(place.line) + lines, 0, std::int64_t(lastLine))); };
    switch (event->key()) {
    case Qt::Key_Up: by(-1); break;
    case Qt::Key_Down: by(1); break;
    case Qt::Key_PageUp: by(-pageLines()); break;
    case Qt::Key_PageDown: by(pageLines()); break;
    case Qt::Key_Home:
        place = {isFar ? 0 : place.line, 0};
        break;
    case Qt::Key_End:
        place.line = isFar ? lastLine : place.line;
        place.letter = lettersOf(place.line);
        break;
    case Qt::Key_Left:
        if (place.letter > 0) {
            place.letter = std::min(place.letter, lettersOf(place.line)) - 1;
        } else if (place.line > 0) {
            --place.line;
            place.letter = lettersOf(place.line);
        }
        break;
    case Qt::Key_Right:
        if (place.letter < lettersOf(place.line)) {
            ++place.letter;
        } else if (place.line < lastLine) {
            place = {place.line + 1, 0};
        }
        break;
    default: QAbstractScrollArea::keyPressEvent(event); return;
    }
    moveTo(place, event->modifiers().testFlag(Qt::ShiftModifier));
    ensureSeen();
    event->accept();
}

void LongTextView::mousePressEvent(QMouseEvent *event)
{
    if (m_text && event->button() == Qt::LeftButton) {
        moveTo(placeAt(event->pos()), event->modifiers().testFlag(Qt::ShiftModifier));
        m_dragging.start(kDragMillis, this);
    }
}

void LongTextView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_text && event->buttons().testFlag(Qt::LeftButton)) {
        moveTo(placeAt(event->pos()), true);
    }
}

void LongTextView::mouseReleaseEvent(QMouseEvent *)
{
    m_dragging.stop();
}

// What stands between two signs: a text with its quotes, a number, a word.
void LongTextView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (!m_text || event->button() != Qt::LeftButton) {
        return;
    }
    const auto place = placeAt(event->pos());
    eachJsonToken(shownLine(place.line), [&](int begin, int length, Role) {
        if (place.letter >= begin && place.letter < begin + length) {
            m_anchor = {place.line, begin};
            m_caret = {place.line, begin + length};
        }
    });
    viewport()->update();
}

void LongTextView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_dragging.timerId()) {
        QAbstractScrollArea::timerEvent(event);
        return;
    }
    const QPoint at = viewport()->mapFromGlobal(QCursor::pos());
    if (!m_text || viewport()->rect().contains(at)) {
        return;
    }
    moveTo(placeAt(at), true);
    ensureSeen();
}

std::size_t LongTextView::offsetOf(const Place &place) const
{
    bool isCut = false;
    const QString line = shownLine(place.line, &isCut);
    if (isCut && place.letter >= line.size()) {
        return m_text->begins[place.line] + m_text->line(place.line).size();
    }
    return m_text->begins[place.line] + std::size_t(QStringView(line).left(place.letter).toUtf8().size());
}

void LongTextView::selectAll()
{
    if (m_text) {
        m_anchor = {};
        m_caret = {lineCount() - 1, int(shownLine(lineCount() - 1).size())};
        viewport()->update();
    }
}

std::string LongTextView::selected() const
{
    if (!hasSelection()) {
        return {};
    }
    const auto [from, to] = std::minmax(m_anchor, m_caret);
    const auto begin = offsetOf(from);
    return m_text->bytes.substr(begin, offsetOf(to) - begin);
}

void LongTextView::copySelected() const
{
    if (hasSelection()) {
        QGuiApplication::clipboard()->setText(QString::fromStdString(selected()));
    }
}

} // namespace signalbox::ui
