// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spec/spec_editor_p.h"

#include "ui/spec/json_places.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>

namespace signalbox::ui {

namespace {

// Every painter begins with the direction of the application, and Scintilla gives no way to its own: without this,
// braces of code would be mirrored where people read from the right. Nobody hears of the change while it lasts.
class LeftToRight : public QObject
{
public:
    LeftToRight() : m_isNeeded(QGuiApplication::isRightToLeft())
    {
        if (m_isNeeded) {
            qApp->installEventFilter(this);
            QGuiApplication::setLayoutDirection(Qt::LeftToRight);
        }
    }
    ~LeftToRight() override
    {
        if (m_isNeeded) {
            QGuiApplication::setLayoutDirection(Qt::RightToLeft);
            qApp->removeEventFilter(this);
        }
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override { return event->type() == QEvent::ApplicationLayoutDirectionChange; }

private:
    bool m_isNeeded;
};

constexpr std::size_t kBracketReach = 200'000; // bytes; a fifth of a millisecond

// Scintilla takes colours as 0xBBGGRR.
long bgr(const QColor &color)
{
    return color.red() | color.green() << 8 | color.blue() << 16;
}

} // namespace

SpecEditor::SpecEditor(const Theme &theme, QWidget *parent) : QsciScintilla(parent), m_theme(theme)
{
    setUtf8(true);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Specification as JSON"));
    setCornerWidget(new QWidget);
    setEolMode(EolUnix);
    setTabWidth(2);
    setIndentationsUseTabs(false);
    setAutoIndent(true);
    setBackspaceUnindents(true);
    setBraceMatching(NoBraceMatch); // markBrackets() does
    setMarginType(0, NumberMargin);
    setMarginWidth(1, 0);
    setFolding(PlainFoldStyle, 2);
    setCaretLineVisible(true);
    setWrapMode(WrapNone);
    setScrollWidth(1);
    setScrollWidthTracking(true);
    setLayoutDirection(Qt::LeftToRight); // code is read from the left in every language
    send(SCI_SETBUFFEREDDRAW, 0);        // pictures in memory would take the direction of the application
    // Arrows, and no lines: what is folded shows by its gap.
    for (const int marker : {SC_MARKNUM_FOLDER, SC_MARKNUM_FOLDEREND}) {
        send(SCI_MARKERDEFINE, static_cast<unsigned long>(marker), SC_MARK_ARROW);
    }
    for (const int marker : {SC_MARKNUM_FOLDEROPEN, SC_MARKNUM_FOLDEROPENMID}) {
        send(SCI_MARKERDEFINE, static_cast<unsigned long>(marker), SC_MARK_ARROWDOWN);
    }
    for (const int marker : {SC_MARKNUM_FOLDERSUB, SC_MARKNUM_FOLDERTAIL, SC_MARKNUM_FOLDERMIDTAIL}) {
        send(SCI_MARKERDEFINE, static_cast<unsigned long>(marker), SC_MARK_EMPTY);
    }
    setMarginSensitivity(2, true);
    indicatorDefine(SquiggleIndicator, ErrorMark);
    indicatorDefine(SquiggleIndicator, WarningMark);
    indicatorDefine(TextColorIndicator, ExpressionMark);
    indicatorDefine(StraightBoxIndicator, SelectionMark);
    indicatorDefine(RoundBoxIndicator, FoundMark);
    markerDefine(Circle, ErrorLine);
    markerDefine(Circle, WarningLine);
    setMarginMarkerMask(0, 0);
    setMarginType(3, SymbolMargin);
    setMarginMarkerMask(3, (1 << ErrorLine) | (1 << WarningLine));
    setMarginWidth(3, 12);
}

void SpecEditor::dress(QsciLexerJSON &lexer)
{
    // Scintilla knows sizes in points only.
    const auto inPoints = [this](TextStyle style) {
        QFont made = m_theme.font(style);
        if (made.pixelSize() > 0) {
            made.setPointSizeF(made.pixelSize() * 72.0 / logicalDpiY());
        }
        return made;
    };
    const QFont font = inPoints(TextStyle::Code);
    const QColor paper = m_theme.color(Role::Panel);
    lexer.setDefaultFont(font);
    lexer.setDefaultPaper(paper);
    lexer.setDefaultColor(m_theme.color(Role::Text));
    lexer.setFont(font, -1);
    lexer.setPaper(paper, -1);
    lexer.setColor(m_theme.color(Role::Text), -1);
    const auto color = [&](int style, Role role) { lexer.setColor(m_theme.color(role), style); };
    color(QsciLexerJSON::Number, Role::SyntaxNumber);
    color(QsciLexerJSON::String, Role::SyntaxString);
    color(QsciLexerJSON::UnclosedString, Role::Danger);
    color(QsciLexerJSON::Property, Role::SyntaxKey);
    color(QsciLexerJSON::EscapeSequence, Role::SyntaxExpression);
    color(QsciLexerJSON::CommentLine, Role::SyntaxComment);
    color(QsciLexerJSON::CommentBlock, Role::SyntaxComment);
    color(QsciLexerJSON::Operator, Role::SyntaxBracket);
    color(QsciLexerJSON::IRI, Role::SyntaxString);
    color(QsciLexerJSON::IRICompact, Role::SyntaxString);
    color(QsciLexerJSON::Keyword, Role::SyntaxKeyword);
    color(QsciLexerJSON::KeywordLD, Role::SyntaxKeyword);
    color(QsciLexerJSON::Error, Role::Text);
    setPaper(paper);
    setColor(m_theme.color(Role::Text));
    setCaretForegroundColor(m_theme.color(Role::Text));
    setCaretLineBackgroundColor(m_theme.mixed(Role::Panel, Role::Hover, 1));
    setCaretWidth(2);
    setSelectionBackgroundColor(m_theme.mixed(Role::Panel, Role::Accent, 0.28));
    resetSelectionForegroundColor();
    setMarginsFont(inPoints(TextStyle::CodeSmall));
    setMarginsForegroundColor(m_theme.color(Role::TextMuted));
    setMarginsBackgroundColor(paper);
    setFoldMarginColors(paper, paper);
    for (int marker = 25; marker <= 31; ++marker) {
        send(SCI_MARKERSETFORE, static_cast<unsigned long>(marker), bgr(m_theme.color(Role::TextFaint)));
        send(SCI_MARKERSETBACK, static_cast<unsigned long>(marker), bgr(m_theme.color(Role::TextFaint)));
    }
    setMarkerBackgroundColor(m_theme.color(Role::Danger), ErrorLine);
    setMarkerForegroundColor(m_theme.color(Role::Danger), ErrorLine);
    setMarkerBackgroundColor(m_theme.color(Role::Warning), WarningLine);
    setMarkerForegroundColor(m_theme.color(Role::Warning), WarningLine);
    setMatchedBraceForegroundColor(m_theme.color(Role::Accent));
    setMatchedBraceBackgroundColor(m_theme.color(Role::AccentSoft));
    setUnmatchedBraceForegroundColor(m_theme.color(Role::Danger));
    setUnmatchedBraceBackgroundColor(paper);
    setIndicatorForegroundColor(m_theme.color(Role::Danger), ErrorMark);
    setIndicatorForegroundColor(m_theme.color(Role::Warning), WarningMark);
    setIndicatorForegroundColor(m_theme.color(Role::SyntaxExpression), ExpressionMark);
    setIndicatorForegroundColor(m_theme.color(Role::Accent), SelectionMark);
    setIndicatorForegroundColor(m_theme.color(Role::Match), FoundMark);
    send(SCI_INDICSETALPHA, SelectionMark, m_theme.look().contrast == Contrast::High ? 60 : 28);
    send(SCI_INDICSETOUTLINEALPHA, SelectionMark, 0);
    send(SCI_INDICSETUNDER, SelectionMark, 1);
    send(SCI_INDICSETALPHA, FoundMark, 160);
    send(SCI_INDICSETUNDER, FoundMark, 1);
    send(SCI_STYLESETBACK, STYLE_DEFAULT, bgr(paper));
    setMarginWidth(0, QStringLiteral("00000"));
    setMarginWidth(2, 16);
    setExtraAscent(1);
    setExtraDescent(2);
}

std::string SpecEditor::bytes() const
{
    const auto size = static_cast<std::size_t>(send(SCI_GETLENGTH));
    std::string text(size + 1, '\0');
    SendScintilla(SCI_GETTEXT, static_cast<unsigned long>(size + 1), text.data());
    text.resize(size);
    return text;
}

void SpecEditor::change(const std::string &from, const std::string &to)
{
    if (from == to) {
        return;
    }
    std::size_t begin = 0;
    const auto most = std::min(from.size(), to.size());
    while (begin < most && from[begin] == to[begin]) {
        ++begin;
    }
    // Not within a character of several bytes.
    while (begin > 0 && begin < from.size() && (static_cast<unsigned char>(from[begin]) & 0xC0) == 0x80) {
        --begin;
    }
    std::size_t tail = 0;
    while (tail < most - begin && from[from.size() - 1 - tail] == to[to.size() - 1 - tail]) {
        ++tail;
    }
    while (tail > 0 && (static_cast<unsigned char>(to[to.size() - tail]) & 0xC0) == 0x80) {
        --tail;
    }
    // For each change that QScintilla hears of it counts the characters before it, whether anybody listens or not.
    const auto heard = static_cast<unsigned long>(send(SCI_GETMODEVENTMASK));
    send(SCI_SETMODEVENTMASK, SC_MOD_CHANGEFOLD);
    send(SCI_SETTARGETRANGE, static_cast<unsigned long>(begin), static_cast<long>(from.size() - tail));
    SendScintilla(SCI_REPLACETARGET, static_cast<unsigned long>(to.size() - tail - begin), to.data() + begin);
    // The history is the flow's.
    send(SCI_EMPTYUNDOBUFFER);
    send(SCI_SETMODEVENTMASK, heard);
}

void SpecEditor::mark(Indicator indicator, std::size_t begin, std::size_t end)
{
    send(SCI_SETINDICATORCURRENT, indicator);
    send(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(begin), static_cast<long>(end - begin));
}

void SpecEditor::unmark(Indicator indicator)
{
    send(SCI_SETINDICATORCURRENT, indicator);
    send(SCI_INDICATORCLEARRANGE, 0, send(SCI_GETLENGTH));
}

void SpecEditor::markBrackets()
{
    const auto length = static_cast<std::size_t>(send(SCI_GETLENGTH));
    const std::string_view text(static_cast<const char *>(SendScintillaPtrResult(SCI_GETCHARACTERPOINTER)), length);
    const auto cursor = static_cast<std::size_t>(send(SCI_GETCURRENTPOS));
    const auto isBracket = [&](std::size_t at) {
        return at < length && std::string_view("{}[]").find(text[at]) != std::string_view::npos && send(SCI_GETSTYLEAT, at) == QsciLexerJSON::Operator;
    };
    const auto at = cursor > 0 && isBracket(cursor - 1) ? cursor - 1 : cursor;
    if (!isBracket(at)) {
        send(SCI_BRACEHIGHLIGHT, static_cast<unsigned long>(-1), -1);
        return;
    }
    const auto partner = partnerOf(text, at, kBracketReach);
    if (partner.isMissing) {
        send(SCI_BRACEBADLIGHT, at);
    } else {
        send(SCI_BRACEHIGHLIGHT, partner.at ? at : static_cast<unsigned long>(-1), partner.at ? static_cast<long>(*partner.at) : -1);
    }
}

void SpecEditor::markExpressions()
{
    const long first = send(SCI_DOCLINEFROMVISIBLE, static_cast<unsigned long>(send(SCI_GETFIRSTVISIBLELINE)));
    const long last = std::min(send(SCI_GETLINECOUNT) - 1, first + send(SCI_LINESONSCREEN) * 2 + 1);
    const long begin = send(SCI_POSITIONFROMLINE, static_cast<unsigned long>(first));
    const long end = send(SCI_GETLINEENDPOSITION, static_cast<unsigned long>(last));
    if (end <= begin) {
        return;
    }
    const auto *text = static_cast<const char *>(SendScintillaPtrResult(SCI_GETCHARACTERPOINTER));
    const std::string_view view(text + begin, static_cast<std::size_t>(end - begin));
    std::vector<std::pair<std::size_t, std::size_t>> found;
    for (auto at = view.find("{{"); at != std::string_view::npos;) {
        const auto closing = view.find("}}", at);
        const auto line = view.find('\n', at);
        if (closing == std::string_view::npos || line < closing) {
            at = view.find("{{", at + 2);
            continue;
        }
        found.emplace_back(at, closing + 2);
        at = view.find("{{", closing);
    }
    send(SCI_SETINDICATORCURRENT, ExpressionMark);
    send(SCI_INDICATORCLEARRANGE, static_cast<unsigned long>(begin), end - begin);
    for (const auto &[from, to] : found) {
        send(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(begin) + from, static_cast<long>(to - from));
    }
}

bool SpecEditor::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo) || key->matches(QKeySequence::Find)) {
            event->accept(); // they come as keys, below
            return true;
        }
    }
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QPoint at = viewport()->mapFrom(this, help->pos());
        Q_EMIT hovered(static_cast<int>(send(SCI_POSITIONFROMPOINTCLOSE, static_cast<unsigned long>(std::max(0, at.x())), std::max(0, at.y()))), help->globalPos());
        return true;
    }
    return QsciScintilla::event(event);
}

void SpecEditor::paintEvent(QPaintEvent *event)
{
    const LeftToRight direction;
    QsciScintilla::paintEvent(event);
}

void SpecEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Undo) || event->matches(QKeySequence::Redo)) {
        Q_EMIT undoRequested(event->matches(QKeySequence::Redo));
    } else if (event->matches(QKeySequence::Find)) {
        Q_EMIT searchRequested();
    } else {
        QsciScintilla::keyPressEvent(event);
    }
}

void SpecEditor::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    menu.addAction(tr("Undo"), this, [this] { Q_EMIT undoRequested(false); });
    menu.addAction(tr("Redo"), this, [this] { Q_EMIT undoRequested(true); });
    menu.addSeparator();
    menu.addAction(tr("Cut"), this, &QsciScintilla::cut)->setEnabled(hasSelectedText());
    menu.addAction(tr("Copy"), this, &QsciScintilla::copy)->setEnabled(hasSelectedText());
    menu.addAction(tr("Paste"), this, &QsciScintilla::paste);
    menu.addSeparator();
    menu.addAction(tr("Select all"), this, [this] { selectAll(true); });
    menu.addAction(tr("Find…"), this, &SpecEditor::searchRequested);
    menu.addAction(tr("Fold or unfold all"), this, [this] { foldAll(true); });
    menu.exec(event->globalPos());
}

} // namespace signalbox::ui
