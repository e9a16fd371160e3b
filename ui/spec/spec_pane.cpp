// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spec/spec_pane.h"

#include "flow/model.h"
#include "ui/canvas/canvas_view.h"
#include "ui/spec/spec_editor_p.h"
#include "ui/spec/three_way.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/plain_tip.h"
#include "ui/widgets/search_field.h"
#include "ui/words/words.h"

#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>

#include <charconv>

namespace signalbox::ui {

namespace {

constexpr int kReadMs = 120;  ///< after a change of the canvas
constexpr int kTakeMs = 400;  ///< after the last key
constexpr int kCursorMs = 150;

int numberIn(const Error &error, std::string_view name)
{
    for (const auto &[key, value] : error.args) {
        if (key == name) {
            int number = 0;
            std::from_chars(value.data(), value.data() + value.size(), number);
            return number;
        }
    }
    return 0;
}

} // namespace

/// Writes the flow's text on the worker, in the manner of the text that was read.
struct SpecWriter
{
    std::optional<flow::Document> document;
};

SpecPane::SpecPane(Workbench &bench, QWidget *parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_editor(new SpecEditor(bench.theme()))
    , m_lexer(new QsciLexerJSON(m_editor))
    , m_searchBar(new QWidget)
    , m_search(new SearchField(bench.theme(), tr("Find in the text")))
    , m_banner(new Banner(bench.theme()))
    , m_empty(new EmptyState(bench.theme(), QStringLiteral("spec"), tr("No flow is open"), tr("The text of a flow stands here, beside its canvas.")))
    , m_shown(std::make_shared<const std::string>())
{
    setAccessibleName(tr("Specification"));
    m_lexer->setHighlightComments(false);
    m_lexer->setFoldCompact(false);
    m_editor->setLexer(m_lexer);
    buildSearch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_searchBar);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_editor, 1);
    layout->addWidget(m_banner);
    m_editor->hide();
    dress();
    connect(&bench.theme(), &Theme::changed, this, &SpecPane::dress);
    m_readTimer.setSingleShot(true);
    m_readTimer.setInterval(kReadMs);
    m_takeTimer.setSingleShot(true);
    m_takeTimer.setInterval(kTakeMs);
    m_cursorTimer.setSingleShot(true);
    m_cursorTimer.setInterval(kCursorMs);
    connect(&m_readTimer, &QTimer::timeout, this, [this] {
        m_scope.start([this](std::stop_token stop) { return readText(stop); });
    });
    connect(&m_takeTimer, &QTimer::timeout, this, [this] {
        m_scope.start([this](std::stop_token stop) { return takeText(stop); });
    });
    connect(&m_cursorTimer, &QTimer::timeout, this, [this] {
        m_scope.start([this](std::stop_token stop) { return goWhereCursorIs(stop); });
    });
    connect(m_editor, &QsciScintilla::textChanged, this, &SpecPane::onTyped);
    connect(m_editor, &QsciScintilla::cursorPositionChanged, this, [this] {
        if (!m_quiet && m_editor->hasFocus()) {
            m_cursorTimer.start();
        }
    });
    connect(m_editor, &QsciScintillaBase::SCN_UPDATEUI, m_editor, [this] {
        m_editor->markExpressions();
        m_editor->markBrackets();
    });
    connect(m_editor, &SpecEditor::undoRequested, this, &SpecPane::undo);
    connect(m_editor, &SpecEditor::searchRequested, this, &SpecPane::openSearch);
    connect(m_editor, &SpecEditor::hovered, this, [this](int position, const QPoint &at) {
        for (const auto &[range, text] : m_marks) {
            if (position >= 0 && range.begin <= static_cast<std::size_t>(position) && static_cast<std::size_t>(position) <= range.end) {
                QToolTip::showText(at, plainTip(text), m_editor);
                return;
            }
        }
        QToolTip::hideText();
    });
    connect(m_banner, &Banner::chosen, this, &SpecPane::onConflictChosen);
    setFocusProxy(m_editor);
}

SpecPane::~SpecPane() = default;

QsciScintilla *SpecPane::editor() const
{
    return m_editor;
}

void SpecPane::dress()
{
    m_quiet = true;
    m_editor->dress(*m_lexer);
    m_quiet = false;
}

void SpecPane::buildSearch()
{
    auto *layout = new QHBoxLayout(m_searchBar);
    layout->setContentsMargins(space::kM, space::kS, space::kM, space::kS);
    layout->setSpacing(space::kS);
    layout->addWidget(m_search, 1);
    const auto add = [&](const QString &icon, const QString &name, auto run) {
        auto *button = new QToolButton;
        button->setIcon(m_bench.theme().icon(icon));
        button->setAutoRaise(true);
        button->setToolTip(name);
        button->setAccessibleName(name);
        connect(button, &QToolButton::clicked, this, run);
        layout->addWidget(button);
    };
    add(QStringLiteral("chevron-up"), tr("Previous"), [this] { search(false, false); });
    add(QStringLiteral("chevron-down"), tr("Next"), [this] { search(true, false); });
    connect(m_search, &QLineEdit::textChanged, this, [this] { search(true, true); });
    connect(m_search, &QLineEdit::returnPressed, this, [this] { search(true, false); });
    connect(m_search, &SearchField::stepped, this, [this](int by) { search(by > 0, false); });
    connect(m_search, &SearchField::left, this, [this] {
        m_searchBar->hide();
        m_editor->unmark(SpecEditor::FoundMark);
        m_editor->setFocus(Qt::OtherFocusReason);
    });
    m_searchBar->hide();
}

void SpecPane::setDocument(FlowDocument *document)
{
    if (m_document) {
        m_document->disconnect(this);
    }
    // What was typed for the flow of before goes into it, if it can.
    if (m_document && !flush()) {
        m_unread.insert(m_document, {m_editor->bytes(), *m_shown});
        m_bench.say(ToastMessage::Kind::Warning, tr("The text of “%1” is not in the flow yet; it is kept beside it.").arg(m_document->title()));
    }
    m_document = document;
    m_shown = std::make_shared<const std::string>(m_editor->bytes()); // whatever it is of: the next text takes its place
    m_editor->setReadOnly(true); // until it is the document's
    m_isAsking = false;
    m_writer = std::make_shared<SpecWriter>();
    m_shownHistory = ~std::uint64_t(0);
    m_pending = false;
    m_takeTimer.stop();
    m_broken.clear();
    m_banner->hide();
    m_marks.clear();
    m_empty->setVisible(!document);
    m_editor->setVisible(document != nullptr);
    if (document) {
        connect(document, &FlowDocument::loaded, this, &SpecPane::onEdited);
        connect(document, &FlowDocument::edited, this, &SpecPane::onEdited);
        connect(document, &FlowDocument::flushRequested, this, &SpecPane::flush);
        connect(document, &FlowDocument::problemsChanged, this, [this] { mark(Problems); });
        connect(document, &FlowDocument::selectionChanged, this, [this] { mark(Selection); });
        connect(document, &QObject::destroyed, this, [this] { setDocument(nullptr); });
        connect(document, &QObject::destroyed, &m_bench, [pane = QPointer(this), document] {
            if (pane) {
                pane->m_unread.remove(document);
            }
        });
        m_scope.start([this](std::stop_token stop) { return readText(stop); });
    } else {
        showText({});
    }
}

void SpecPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    onEdited();
}

void SpecPane::onEdited()
{
    if (m_document && m_document->editor() && m_document->editor()->history().revision() != m_shownHistory && !m_readTimer.isActive()) {
        m_readTimer.start();
    }
}

Task<void> SpecPane::readText(std::stop_token stop)
{
    if (!m_document || !m_document->editor() || m_isReading || m_pending || !isVisible() || m_shownHistory == m_document->editor()->history().revision()) {
        co_return;
    }
    m_isReading = true;
    const QPointer<FlowDocument> document = m_document;
    const auto revision = m_document->editor()->history().revision();
    auto base = std::make_shared<const std::string>(m_document->baseText());
    auto writer = m_writer;
    // The document of the writer is of the worker's alone.
    auto write = m_document->reading([base, writer](const json::Value &root) -> Result<std::string> {
        if (!writer->document) {
            SB_TRY(read, flow::Document::parse(*base));
            writer->document = std::move(read);
        }
        SB_CHECK(writer->document->setRoot(root));
        return writer->document->text();
    });
    auto text = co_await runOn(m_bench.worker(), std::move(write));
    if (stop.stop_requested()) {
        co_return;
    }
    m_isReading = false;
    if (document != m_document || m_pending || !document) {
        onEdited();
        co_return;
    }
    if (!text) {
        setBroken(textOf(text.error()), 0, 0);
        co_return;
    }
    m_shownHistory = revision;
    setBroken({}, 0, 0);
    showText(std::move(*text));
    mark(Problems | Selection);
    if (const auto &typed = document->typed(); typed && !m_unread.contains(document)) {
        m_unread.insert(document, {typed->text, typed->base}); // from before a restart
    }
    if (m_unread.contains(document)) {
        // What was typed and is not right yet goes on as it was left.
        const auto unread = m_unread.take(document);
        m_quiet = true;
        m_editor->change(*m_shown, unread.text);
        m_quiet = false;
        m_shown = std::make_shared<const std::string>(unread.shown);
        m_shownHistory = ~std::uint64_t(0); // the canvas may have changed since
        m_pending = true;
        m_takeTimer.start();
    }
    onEdited();
}

void SpecPane::showText(std::string text)
{
    m_quiet = true;
    m_editor->setReadOnly(false);
    m_editor->change(*m_shown, text);
    m_shown = std::make_shared<const std::string>(std::move(text));
    m_editor->markExpressions();
    m_quiet = false;
}

void SpecPane::onTyped()
{
    if (m_quiet || !m_document) {
        return;
    }
    const auto length = static_cast<std::size_t>(m_editor->send(QsciScintillaBase::SCI_GETLENGTH));
    if (m_pending && length == m_shown->size() && m_editor->bytes() == *m_shown) {
        settle(); // all of it was taken back
        onEdited();
        return;
    }
    m_pending = true;
    m_document->keepTyped(FlowDocument::Typed{*m_shown, m_editor->bytes()});
    m_takeTimer.start();
}

void SpecPane::settle()
{
    m_takeTimer.stop();
    m_pending = false;
    m_isAsking = false;
    m_document->setUnread({});
    m_document->keepTyped(std::nullopt);
    setBroken({}, 0, 0);
}

bool SpecPane::put(const flow::Document &parsed, const std::string &text)
{
    auto *editor = m_document->editor();
    bool isMerged = false;
    if (editor->history().revision() == m_shownHistory) {
        if (editor->root() != parsed.root()) {
            editor->setRoot(parsed.root());
        }
    } else {
        const auto base = json::parse(*m_shown);
        auto merged = base ? mergeThreeWay(*base, parsed.root(), editor->root()) : std::nullopt;
        if (!merged || !flow::Document::parse(json::write(*merged))) {
            m_document->setUnread(text);
            m_isAsking = true;
            setBroken({}, 0, 0);
            m_banner->say(Banner::Kind::Warning, tr("The canvas was changed where this text was, too."), {tr("Keep the text"), tr("Take the canvas")});
            return false;
        }
        isMerged = *merged != parsed.root();
        if (*merged != editor->root()) {
            editor->setRoot(std::move(*merged));
        }
    }
    settle();
    m_banner->hide();
    m_shown = std::make_shared<const std::string>(text);
    // What a person wrote stays as it was written until the canvas changes it.
    m_shownHistory = isMerged ? ~std::uint64_t(0) : editor->history().revision();
    return true;
}

void SpecPane::onConflictChosen(int choice)
{
    if (!m_document || !m_document->editor() || !std::exchange(m_isAsking, false)) {
        return;
    }
    m_banner->hide();
    if (choice == 0) {
        m_shownHistory = m_document->editor()->history().revision();
        m_takeTimer.start();
    } else {
        settle();
        m_shown = std::make_shared<const std::string>(m_editor->bytes());
        m_shownHistory = ~std::uint64_t(0);
        onEdited();
    }
}

Task<void> SpecPane::takeText(std::stop_token stop)
{
    if (!m_document || !m_document->editor() || !m_pending) {
        co_return;
    }
    if (m_isTaking) {
        m_takeTimer.start();
        co_return;
    }
    m_isTaking = true;
    const QPointer<FlowDocument> document = m_document;
    auto text = std::make_shared<const std::string>(m_editor->bytes());
    const auto parse = [text] { return flow::Document::parse(*text); };
    auto parsed = co_await runOn(m_bench.worker(), parse);
    if (stop.stop_requested()) {
        co_return;
    }
    m_isTaking = false;
    if (!document || document != m_document) {
        co_return;
    }
    if (m_editor->bytes() != *text) {
        m_takeTimer.start(); // typing goes on
        co_return;
    }
    if (!parsed) {
        const auto &error = parsed.error();
        int line = numberIn(error, "line");
        int column = numberIn(error, "column");
        if (line == 0 && !error.subject.empty()) {
            if (const auto range = rangesOf(*text, {error.subject}).front()) {
                int index = 0;
                m_editor->lineIndexFromPosition(static_cast<int>(range->begin), &line, &index);
                line += 1;
                column = index + 1;
            }
        }
        document->setUnread(*text);
        // What is no JSON says its line itself.
        const bool isPlaced = line > 0 && numberIn(error, "line") == 0;
        setBroken(isPlaced ? tr("Line %1: %2").arg(line).arg(textOf(error)) : textOf(error), line, column);
        Q_EMIT taken();
        co_return;
    }
    if (!m_pending || !put(*parsed, *text)) {
        Q_EMIT taken();
        co_return;
    }
    m_editor->send(QsciScintillaBase::SCI_EMPTYUNDOBUFFER);
    Q_EMIT taken();
    onEdited();
}

bool SpecPane::flush()
{
    if (!m_pending || !m_document || !m_document->editor()) {
        return true;
    }
    const auto text = m_editor->bytes();
    const auto parsed = flow::Document::parse(text);
    if (!parsed || !put(*parsed, text)) {
        m_document->setUnread(text);
        return false; // the pause will say where it breaks
    }
    Q_EMIT taken();
    onEdited();
    return true;
}

void SpecPane::setBroken(const QString &text, int line, int column)
{
    if (text.isEmpty() && m_broken.isEmpty()) {
        return;
    }
    m_broken = text;
    m_editor->markerDeleteAll(SpecEditor::ErrorLine);
    m_editor->unmark(SpecEditor::ErrorMark);
    std::erase_if(m_marks, [](const auto &mark) { return mark.first.begin == mark.first.end; });
    if (text.isEmpty()) {
        m_banner->hide();
        return;
    }
    if (line > 0) {
        m_editor->markerAdd(line - 1, SpecEditor::ErrorLine);
        const auto begin = static_cast<std::size_t>(m_editor->send(QsciScintillaBase::SCI_FINDCOLUMN, static_cast<unsigned long>(line - 1), std::max(0, column - 1)));
        m_editor->mark(SpecEditor::ErrorMark, begin, std::max(begin + 1, static_cast<std::size_t>(m_editor->send(QsciScintillaBase::SCI_GETLINEENDPOSITION, static_cast<unsigned long>(line - 1)))));
    }
    m_banner->say(Banner::Kind::Danger, tr("%1 The canvas shows the last text that was right.").arg(text));
}

void SpecPane::openSearch()
{
    m_searchBar->show();
    if (m_editor->hasSelectedText() && !m_editor->selectedText().contains(u'\n')) {
        m_search->setText(m_editor->selectedText());
    }
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void SpecPane::search(bool forward, bool fromStart)
{
    m_editor->unmark(SpecEditor::FoundMark);
    const auto wanted = m_search->text().toStdString();
    if (wanted.empty()) {
        return;
    }
    int line = 0;
    int index = 0;
    if (m_editor->hasSelectedText()) {
        int lineTo = 0;
        int indexTo = 0;
        m_editor->getSelection(&line, &index, &lineTo, &indexTo);
        if (forward && !fromStart) {
            line = lineTo;
            index = indexTo;
        }
    } else {
        m_editor->getCursorPosition(&line, &index);
    }
    m_quiet = true;
    const bool found = m_editor->findFirst(m_search->text(), false, false, false, true, forward, line, index, true);
    m_quiet = false;
    m_search->setProperty("signalboxWrong", !found);
    m_search->update();
}

void SpecPane::undo(bool redo)
{
    // What is typed and not yet in the flow is the text's own to take back.
    if (m_pending && m_editor->send(redo ? QsciScintillaBase::SCI_CANREDO : QsciScintillaBase::SCI_CANUNDO)) {
        redo ? m_editor->redo() : m_editor->undo();
        return;
    }
    if (m_document) {
        m_document->perform(redo ? QStringLiteral("edit.redo") : QStringLiteral("edit.undo"));
        m_readTimer.start();
    }
}

} // namespace signalbox::ui
