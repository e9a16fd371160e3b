// SPDX-License-Identifier: GPL-3.0-or-later
// A flow and another version of it, overlaid on one canvas: what came, went, changed and moved, gone through one by one,
// and some of it taken back. What differs is found by flow/diff.h.
#pragma once

#include "flow/diff.h"
#include "ui/canvas/canvas_view.h"
#include "ui/flow/workbench.h"
#include "ui/widgets/renewable_scope.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>

class QAction;
class QComboBox;
class QListView;
class QPushButton;
class QStandardItemModel;

namespace signalbox::ui {

class ElidedLabel;

/// Thread: the GUI thread.
class DiffView : public QWidget
{
    Q_OBJECT
public:
    explicit DiffView(Workbench &bench, QWidget *parent = nullptr);
    ~DiffView() override;

    /// Compares a flow of the workspace with its live version, or what was saved last where there is none. The editor must
    /// outlive it, or stop() comes first.
    /// `reading` makes of what reads the flow's JSON a function for the bench's worker, as FlowDocument::reading() does.
    using Reading = std::function<std::function<void()>(std::function<void(const json::Value &root)> read)>;
    void start(const std::string &flow, canvas::FlowEditor *mine, Reading reading);
    void stop();
    /// With that version; 0: what was saved last.
    void compareWith(std::int64_t version);
    /// What is compared with it: the flow as it stands here (nothing), or a version of it, of which nothing is taken back.
    void compareVersion(std::optional<std::int64_t> version);

    canvas::CanvasView &canvas() { return *m_canvas; }
    const std::vector<flow::Change> &changes() const { return m_changes; }
    /// Where one is, -1 before the first.
    int current() const;
    void goTo(int change);
    void step(int by);
    /// Whether what is shown is of the flow as it stands.
    bool isFresh() const;
    /// Makes what is selected in the list so as it was in the other version, as one step of the flow's history.
    void takeBack();
    QListView &list() { return *m_list; }
    QComboBox &versions() { return *m_versions; }
    QComboBox &others() { return *m_others; }

Q_SIGNALS:
    void closed();
    /// What differs is known, or known anew.
    void compared();

private:
    struct Found;
    Task<void> readVersions(std::stop_token stop);
    Task<Result<std::shared_ptr<const std::string>>> readText(std::int64_t version, std::stop_token stop);
    Task<void> compare(std::int64_t version, std::optional<std::int64_t> other, std::stop_token stop);
    static void contrast(Found &found, const json::Value &mine);
    void compareAnew();
    void showFound(const std::shared_ptr<Found> &found);
    void markScope();
    void fillList();
    void updateButtons();
    void showNothing(const QString &why);
    void refresh();
    void readNames(const std::vector<std::string> &scope, std::unordered_map<std::string_view, std::string_view> &names) const;
    QRectF placeOf(const flow::Change &change) const;
    static QString versionName(std::int64_t version);

    Workbench &m_bench;
    canvas::CanvasView *m_canvas;
    ElidedLabel *m_title;
    QComboBox *m_versions;
    QComboBox *m_others;
    QListView *m_list;
    QStandardItemModel *m_model;
    QPushButton *m_take;
    QAction *m_previous;
    QAction *m_next;

    std::string m_flow;
    canvas::FlowEditor *m_mine = nullptr;
    Reading m_reading;
    std::int64_t m_version = 0;
    std::optional<std::int64_t> m_other;            ///< that is compared in place of the flow
    std::shared_ptr<const std::string> m_otherText; ///< of it
    std::shared_ptr<const std::string> m_text; ///< of that version
    std::shared_ptr<const json::Value> m_before;
    std::uint64_t m_revision = ~std::uint64_t(0); ///< of the history that the changes are of
    std::vector<flow::Change> m_changes;
    std::unique_ptr<canvas::FlowEditor> m_both;
    bool m_isComparing = false;
    QTimer m_refresh; ///< after an edit
    RenewableScope m_scope;
};

} // namespace signalbox::ui
