// SPDX-License-Identifier: GPL-3.0-or-later
// A flow that is open in the window: its canvas, its problems, its run, and how it is kept (drafts, saving,
// publishing). The inspector and the spec pane look at it from beside.
#pragma once

#include "api/flow_calls.h"
#include "base/uuid.h"
#include "flow/drawing.h"
#include "flow/mirror.h"
#include "ui/canvas/canvas_pane.h"
#include "ui/flow/problems.h"
#include "ui/flow/run_follower.h"
#include "ui/flow/run_picture.h"
#include "ui/flow/run_search.h"
#include "ui/flow/workbench.h"
#include "ui/shell/pane.h"

#include <QTimer>

#include <memory>
#include <optional>
#include <set>

class QSplitter;

namespace signalbox::drafts {
class DraftJournal;
struct Draft;
}

namespace signalbox::ui {

class Banner;
class DiffView;
class DocumentFooter;
class ReplayBar;
class ResultView;
struct ExportContent;
enum class ExportFormat;

/// Thread: the GUI thread.
class FlowDocument : public Document
{
    Q_OBJECT
public:
    /// `location`: "flow:<id>" of the workspace, "sample:<name>", "file:<path>", or "new:<uuid>". It loads by itself as
    /// soon as there is a backend.
    FlowDocument(Workbench &bench, const QString &location, QWidget *parent = nullptr);
    ~FlowDocument() override;

    /// A location for a new flow.
    static QString newLocation();

    QString location() const override { return m_location; }
    QString title() const override;
    QString iconName() const override { return QStringLiteral("flow"); }
    bool isModified() const override;
    bool canPerform(const QString &command) const override;
    void perform(const QString &command) override;
    bool mayClose() override;
    void leave() override;
    /// What is typed beside it and cannot be read as a flow; a document with such a text asks before it closes.
    void setUnread(std::string text);

    Workbench &bench() { return m_bench; }
    /// Null until it is loaded.
    canvas::FlowEditor *editor() const { return m_editor.get(); }
    /// A function for the bench's worker that calls `read` with the flow's JSON as it stands now; a copy there follows
    /// the edits. It must be posted there before the next one is made.
    template<typename F>
    auto reading(F read)
    {
        return [mirror = m_mirror, update = m_mirrorSource->update(), read = std::move(read)]() mutable {
            mirror->apply(std::move(update));
            return read(mirror->root());
        };
    }
    canvas::CanvasView &canvas() { return *m_canvas; }
    canvas::CanvasPane &canvasPane() { return *m_pane; }
    RunFollower &run() { return m_run; }
    /// What canvas and forms show of the run: as it stands, or as it stood at the time to which it is replayed.
    const RunOverlay &shownOverlay() const;
    /// The path of the step of a node of the graph that is seen, in the run that is shown.
    std::string stepPathOf(const std::string &node) const;
    const std::vector<api::FlowFinding> &problems() const { return m_problems; }
    /// What one press does about each of them, or an empty text.
    const QStringList &fixes() const { return m_fixes; }
    struct ProblemCounts
    {
        int errors = -1; ///< negative: it was not looked through yet
        int warnings = 0;
    };
    ProblemCounts problemCounts() const;
    /// The state of the history that problems() is about.
    std::uint64_t lookedThrough() const { return m_validated; }
    /// The id of the flow in the workspace; empty while it has none.
    const std::string &flowId() const { return m_id; }
    std::int64_t revision() const { return m_revision; }
    /// The text that the history begins with.
    const std::string &baseText() const { return m_base; }

    /// Where each of them is; what they name stays where other things come and go.
    const std::vector<FlowPlace> &problemPlaces() const { return m_problemPlaces; }
    /// Whether the flow stands as it was looked through: what would mend it may be done then, and at no other time.
    bool canMend() const;

    /// Goes to the graph and node that a JSON pointer of the document leads to.
    enum class Focus { Stays, Moves };
    void goTo(std::string_view pointer, Focus focus = Focus::Moves);
    /// Goes to where a problem is, by its position in problems().
    void goToProblem(int index, Focus focus = Focus::Moves);
    void goTo(const FlowPlace &place, Focus focus = Focus::Moves);
    void mend(const api::FlowFinding &finding);
    /// Shows the result below the canvas.
    enum class Drawer { Closed, Result };
    void showDrawer(Drawer drawer);

    void save();
    void publish(const QString &note);
    /// How the models that it asks answer. AsUsual: a sample has its example answers where no provider is set up.
    enum class Answers { AsUsual, Recorded, Examples };
    void startRun(json::Value input, Answers answers = Answers::AsUsual);
    /// Shows that very run of the flow on the canvas, ended or not; nodes that it had and the flow has not are left out, and
    /// that is said.
    void showPastRun(const std::string &run);
    /// Whether the canvas shows a past run as it stood at a time; the bar for it, null before the first time.
    bool isReplaying() const;
    ReplayBar *replayBar() const { return m_replay; }
    /// Says where no model was asked; hidden where one was.
    Banner &answersBanner() { return *m_answers; }
    /// Whether a run pauses before every node that is selected.
    bool hasBreakpoint() const;
    /// The static paths before which runs of this document pause.
    const std::set<std::string> &breakpoints() const { return m_breakpoints; }
    /// What a paused run would do next, for people; null where none is paused.
    QString pausedText() const;
    /// Shows the node that is next.
    void showNext();
    /// Shows what differs from another version in the place of the canvas, or ends that. Only of flows of the workspace.
    void compareVersions();
    bool isComparing() const;
    /// Null before versions are compared for the first time.
    DiffView *diff() const { return m_diff; }
    /// Writes the flow, or a picture of its canvas, as a file. Without a format, the ending says which; without a known one it
    /// is the flow.
    void exportTo(const QString &path, std::optional<ExportFormat> format = {});

    /// What is typed beside it and not in the flow yet: kept with the draft at once, and given back after a restart.
    struct Typed
    {
        std::string base; ///< the text that it was made of
        std::string text;
        bool operator==(const Typed &) const = default;
    };
    void keepTyped(std::optional<Typed> typed);
    const std::optional<Typed> &typed() const { return m_typed; }

Q_SIGNALS:
    void loaded();
    /// It could not be read; the text is shown in the document, too.
    void loadFailed(const QString &text);
    /// The flow's JSON, its graph, or what is selected.
    void edited();
    void selectionChanged();
    void problemsChanged();
    /// One of them was gone to.
    void problemShown(int index);
    /// The problems should be shown; the settings of what is selected; the text beside the canvas.
    void problemsRequested();
    void settingsRequested();
    void textRequested();
    /// A run was paused or goes on, or what is next is another one.
    void pausedChanged();
    void saved();
    void conflicted();
    /// What is typed elsewhere and not in the flow yet is to be put into it now.
    void flushRequested();

public:
    struct Opened; ///< what is read of a flow, in flow_document_keep.cpp

private:
    enum class After { Nothing, Publish };

    // flow_document.cpp
    void buildWidgets();
    void showRun();
    void showWholeRun();
    void lookAtRun();
    void readTotals();
    void showResult();
    void showValueOf(const std::string &key, const json::Value &value, const json::Value &error, std::int64_t seq);
    void readShown();
    void sayWhatIsGone();
    QString lastDataOf(const std::string &node) const;
    void findInData(const QString &text);
    void showFound(const QString &text, const RunFindings &findings);
    void updateFooter();
    void onEdited(const canvas::ChangeSet &changes);
    std::vector<std::string> runPrefixes() const;
    Task<void> readPayload(std::int64_t seq, std::string wanted, std::stop_token stop);
    Task<void> compareWithRun(api::RunView run, std::set<std::string> gone, std::stop_token stop);
    void onRunFailed(const QString &text, const QString &code);

    // flow_document_keep.cpp
    void load();
    Task<void> loadAll(std::stop_token stop);
    Task<void> changeTypes(std::stop_token stop);
    Task<Result<std::string>> readSource(std::stop_token stop);
    void moveToBackend();
    std::string draftKey() const;
    void showOpened(Opened &opened);
    void take(flow::EditHistory history, std::string text);
    void beginDraft();
    enum class Whole { No, Yes };
    void writeTyped(Whole whole);
    void restoreTyped(const drafts::Draft &draft);
    void keepDraft();
    void noteKept(const Result<void> &kept);
    void markSaved();
    void onBannerChosen(int choice);
    void startSaving(After after, std::string note);
    void endSaving(bool isDone);
    Task<void> saveAll(After after, std::string note, std::stop_token stop);
    Task<void> publishNow(std::string note, std::stop_token stop);
    Task<void> offerConflict(std::stop_token stop);
    void resolveConflict(int choice);
    Task<void> saveCopy(std::stop_token stop);
    void wasSaved(std::int64_t revision, std::uint64_t history);

    // flow_document_commands.cpp
    Task<void> prepareRun(api::RunStartParams params, Answers answers, std::stop_token stop);
    void askPublish();
    void askInput();
    void askExport();
    void exportChosen(const QString &chosen, ExportFormat format);
    Task<void> drawFile(QString path, flow::DrawingFormat format, std::shared_ptr<const json::Value> graph, std::shared_ptr<const std::string> whole, std::stop_token stop);
    /// `whole`: the text of the flow, which is proven to hold no secret before anything of it is written.
    Task<void> writeFile(QString path, ExportContent content, std::shared_ptr<const std::string> whole, std::stop_token stop);

    // flow_document_costs.cpp
    void askForecast();
    Task<void> readForecast(std::string flow, int question, std::stop_token stop);

    // flow_document_answers.cpp
    bool canUseAnswers(const QString &command) const;
    void useAnswers(const QString &command);
    Task<Result<api::RunModels>> chooseModels(Answers answers, std::string document, std::stop_token stop);
    void showAnswers();
    void askSaveAnswers();
    Task<void> saveAnswers(std::string recording, QString path, std::stop_token stop);

    // flow_document_diff.cpp
    void endComparing();
    std::optional<bool> canWhileComparing(const QString &command) const;
    bool performWhileComparing(const QString &command);

    // flow_document_problems.cpp
    void validate();
    Task<void> findProblems(std::stop_token stop);
    void applyProblems();
    void stepProblem(int by);

    // flow_document_replay.cpp
    bool canReplay() const;
    void toggleReplay();
    Task<void> readHistory(api::RunView view, std::stop_token stop);
    void endReplay();
    void takeCosts();

    // flow_document_run.cpp
    void readBreakpoints();
    void storeBreakpoints();
    void toggleBreakpoint();
    void clearBreakpoints();
    void changeBreakpoints(std::set<std::string> paths);
    void showBreakpoints();
    void showPaused();
    std::vector<std::string> pathsOfSelection() const;
    const api::StepView *selectedStep() const;
    /// With the data that the step had, with other data, with an output that stands in for it.
    enum class Again { Same, Edited, Pinned };
    void runFromHere(Again again);
    Task<void> askAgain(Again again, api::StepView step, std::stop_token stop);
    void startAgain(api::RunRerunParams params);

    Workbench &m_bench;
    QString m_location;
    std::string m_id;
    std::string m_base; ///< the text that the history begins with
    std::int64_t m_revision = 0;
    std::uint64_t m_savedHistory = 0;
    std::string m_draftKey;
    QString m_backend; ///< what the flow was read from
    bool m_isLoading = false;
    int m_forecastQuestion = 0;
    bool m_isSaving = false;
    bool m_isPreparing = false;
    bool m_keepFailed = false; ///< the draft lacks what was edited last
    bool m_asksToClose = false;
    bool m_mayDrop = false; ///< a person said that it may close whatever is lost
    std::string m_unread;
    std::optional<std::pair<After, std::string>> m_next; ///< to be saved when this save is done
    std::optional<api::FlowDraft> m_theirs;

    std::unique_ptr<canvas::FlowEditor> m_editor;
    std::optional<flow::MirrorSource> m_mirrorSource;
    std::shared_ptr<flow::Mirror> m_mirror; ///< the worker's
    std::string m_checkedAs = newUuid();    ///< what the backend calls it while it is edited
    std::int64_t m_lastCheck = 0;           ///< the number of its last answer; 0: it does not hold the flow
    std::unique_ptr<drafts::DraftJournal> m_journal;
    Banner *m_banner;
    Banner *m_answers;
    QString m_answersTold; ///< what it is about
    canvas::CanvasPane *m_pane;
    canvas::CanvasView *m_canvas;
    DiffView *m_diff = nullptr; ///< a child of the splitter
    QWidget *m_drawer;
    ResultView *m_result;
    DocumentFooter *m_footer;
    ReplayBar *m_replay = nullptr; ///< a child
    std::string m_replayOf; ///< the run whose history is shown or read
    QSplitter *m_parts;
    Drawer m_drawerShown = Drawer::Closed;
    bool m_drawerWasSized = false;

    std::vector<api::FlowFinding> m_problems;
    QStringList m_fixes;
    std::vector<FlowPlace> m_problemPlaces;
    int m_problemAt = -1;
    bool m_problemsKnown = false;
    QTimer m_validateTimer;
    std::uint64_t m_validated = ~std::uint64_t(0);
    bool m_isValidating = false;
    int m_putOff = 0; ///< answers in a row that were about an earlier state
    bool m_validatesAnew = false; ///< somebody wants to know it again

    RunFollower m_run;
    RunSearch m_search;
    RunPicture m_picture;
    bool m_isPictured = false; ///< it is of the graph as it stands
    QTimer m_pictureTimer;
    QTimer m_totalsTimer;
    json::Value m_input = json::Object{};
    std::set<std::string> m_breakpoints;
    QString m_pausedBefore; ///< what was told last
    std::optional<Typed> m_typed;
    bool m_typedKept = true;   ///< the draft has it, or lacks it where there is none
    bool m_showsTyped = false; ///< the banner is about it
    std::string m_resultOf; ///< run, step, attempt and state of what is shown or read
    std::int64_t m_resultSeq = 0;
    bool m_resultFailed = false; ///< it could not be read
    QTimer m_resultTimer;        ///< what is gone past in a moment is not read
    std::stop_source m_resultReading;
    std::string m_pastRun; ///< that somebody asked for, until it was told what of it cannot be shown

    TaskScope m_scope;
};

} // namespace signalbox::ui
