// SPDX-License-Identifier: GPL-3.0-or-later
// The flow's JSON beside its canvas: what is changed in the one is seen in the other. A text that is no flow for a
// moment leaves the canvas as it is and says where it breaks.
#pragma once

#include "ui/flow/flow_document.h"
#include "ui/spec/json_places.h"

#include <QHash>
#include <QPointer>
#include <QTimer>

class QsciScintilla;
class QsciLexerJSON;

namespace signalbox::ui {

class SearchField;
class SpecEditor;
struct SpecWriter;

/// Thread: the GUI thread.
class SpecPane : public QWidget
{
    Q_OBJECT
public:
    explicit SpecPane(Workbench &bench, QWidget *parent = nullptr);
    ~SpecPane() override;

    /// Shows the text of the document; null: nothing.
    void setDocument(FlowDocument *document);
    QsciScintilla *editor() const;
    /// Where the text breaks, or empty.
    QString brokenText() const { return m_broken; }
    /// The state of the history that the text shows.
    std::uint64_t shownRevision() const { return m_shownHistory; }
    /// Whether what was typed is not in the flow yet.
    bool isPending() const { return m_pending; }

Q_SIGNALS:
    /// What was typed is in the flow, or cannot be.
    void taken();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildSearch();
    void dress();
    void onEdited();
    void onTyped();
    Task<void> readText(std::stop_token stop);
    Task<void> takeText(std::stop_token stop);
    void showText(std::string text);
    void setBroken(const QString &text, int line, int column);
    /// Shows what is wrong, and what is selected, in the text as soon as their places in it are found.
    enum Mark { Problems = 1, Selection = 2 };
    void mark(int marks);
    Task<void> findPlaces(std::stop_token stop);
    Task<void> goWhereCursorIs(std::stop_token stop);
    bool canMark() const;
    struct Place
    {
        std::string pointer;
        bool isError = false;
        QString text;
    };
    std::vector<Place> problemPlaces() const;
    std::vector<std::string> selectionPlaces() const;
    void showProblems(const std::vector<Place> &places, const std::vector<std::optional<TextRange>> &ranges);
    void showSelection(const std::vector<std::optional<TextRange>> &ranges);
    void search(bool forward, bool fromStart);
    void openSearch();
    void undo(bool redo);
    /// Puts what is typed into the flow at once; false where it is broken.
    bool flush();
    /// Puts a text that was read into the flow, together with what the canvas changed meanwhile; false where both changed
    /// the same, and then it asks.
    bool put(const flow::Document &parsed, const std::string &text);
    void onConflictChosen(int choice);
    void settle();

    Workbench &m_bench;
    QPointer<FlowDocument> m_document;
    SpecEditor *m_editor;
    QsciLexerJSON *m_lexer;
    QWidget *m_searchBar;
    SearchField *m_search;
    Banner *m_banner;
    class EmptyState *m_empty;
    QTimer m_readTimer;
    QTimer m_takeTimer;
    QTimer m_cursorTimer;
    std::shared_ptr<SpecWriter> m_writer;
    std::shared_ptr<const std::string> m_shown; ///< the flow's text as it was shown last; the worker may read it
    std::uint64_t m_shownHistory = ~std::uint64_t(0);
    bool m_isReading = false;
    bool m_isTaking = false;
    bool m_isFinding = false;
    int m_toMark = 0; ///< marks that are asked for
    bool m_pending = false;
    bool m_quiet = false;
    bool m_isAsking = false; ///< whether the text or the canvas counts
    struct Unread
    {
        std::string text;
        std::string shown; ///< the text that it was made of
    };
    QHash<QObject *, Unread> m_unread; ///< broken texts of documents that are not shown
    QString m_broken;
    std::vector<std::pair<TextRange, QString>> m_marks;
    TaskScope m_scope;
};

} // namespace signalbox::ui
