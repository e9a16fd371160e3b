// SPDX-License-Identifier: GPL-3.0-or-later
// Which panes the window has, and how one leads to another.
#include "desktop/desktop.h"
#include "desktop/run_watch.h"

#include "ui/chat/chat_pane.h"
#include "ui/events/events_pane.h"
#include "ui/canvas/flow_editor.h"
#include "ui/flow/flow_document.h"
#include "ui/models/models_pane.h"
#include "ui/models/secrets_pane.h"
#include "ui/runs/retention_page.h"
#include "ui/runs/runs_pane.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/document_area.h"

namespace signalbox::desktop {

namespace {

// "each[3]/price" of a run is the node "price" in the body of "each": "/nodes/1/config/body/nodes/0".
std::string pointerOf(const json::Value &root, std::string_view path)
{
    std::string pointer;
    const auto *graph = &root;
    while (graph && !path.empty()) {
        const auto segment = path.substr(0, path.find('/'));
        path.remove_prefix(std::min(segment.size() + 1, path.size()));
        const auto id = segment.substr(0, segment.find('['));
        const auto *nodes = json::find(*graph, "nodes");
        if (!nodes || !nodes->is_array()) {
            break;
        }
        const auto &list = nodes->get_array();
        const auto found = std::find_if(list.begin(), list.end(), [&](const json::Value &node) { return node.is_object() && json::text(node.get_object(), "id") == id; });
        if (found == list.end()) {
            break;
        }
        pointer += (pointer.empty() ? "/nodes/" : "/config/body/nodes/") + std::to_string(found - list.begin());
        const auto *config = json::find(*found, "config");
        graph = config ? json::find(*config, "body") : nullptr;
    }
    return pointer;
}

// A sample or a file that was run as it stands has no place in the workspace, but it names its flow.
bool isFlow(const ui::FlowDocument &document, std::string_view flow)
{
    if (!document.flowId().empty()) {
        return document.flowId() == flow;
    }
    const auto *root = document.editor() ? document.editor()->root().if_object() : nullptr;
    return root && json::text(*root, "id") == flow;
}

} // namespace

// The flow is shown, opened where it is not open, and the run and the node in it as soon as it is loaded.
void Desktop::showNode(const QString &flow, const QString &path, const QString &run)
{
    ui::FlowDocument *shown = nullptr;
    for (auto *document : m_window->documents().documents()) {
        auto *candidate = qobject_cast<ui::FlowDocument *>(document);
        if (candidate && isFlow(*candidate, flow.toStdString())) {
            shown = candidate;
            m_window->documents().setCurrent(candidate);
        }
    }
    if (!shown && m_window->open(QStringLiteral("flow:") + flow)) {
        shown = qobject_cast<ui::FlowDocument *>(m_window->documents().current());
    }
    if (!shown || (path.isEmpty() && run.isEmpty())) {
        return;
    }
    const auto go = [shown, path, run] {
        if (!path.isEmpty()) {
            shown->goTo(pointerOf(shown->editor()->root(), path.toStdString()));
        }
        if (!run.isEmpty()) {
            shown->showPastRun(run.toStdString());
        }
    };
    if (shown->editor()) {
        go();
    } else {
        connect(shown, &ui::FlowDocument::loaded, shown, go, Qt::SingleShotConnection);
    }
}

void Desktop::addPanes()
{
    const auto showRun = [this](const QString &run, const QString &path) {
        m_window->showPane(QStringLiteral("runs"));
        if (m_runsPane) {
            m_runsPane->showRun(run);
            if (!path.isEmpty()) {
                m_runsPane->showStep(path);
            }
        }
    };
    m_window->addPane(ui::eventsPane(m_link, m_theme, [this, showRun](ui::EventsPane &pane) {
        m_eventsPane = &pane;
        connect(&pane, &ui::EventsPane::connectionRequested, this, &Desktop::showConnection);
        connect(&pane, &ui::EventsPane::runRequested, this, [showRun](const QString &run) { showRun(run, {}); });
        connect(&pane, &ui::EventsPane::nodeRequested, this, [this, showRun](const QString &run, const QString &path) {
            showRun(run, path);
            if (m_runsPane) {
                if (const auto *known = m_runsPane->model().find(run)) {
                    showNode(QString::fromStdString(known->flow), path, run);
                }
            }
        });
        connect(&pane, &ui::EventsPane::exported, this, [this](const QString &path, const QString &problem) {
            if (problem.isEmpty()) {
                m_window->toasts().show({ui::ToastMessage::Kind::Success, tr("The events are saved as “%1”.").arg(path), {}, {}});
            } else {
                m_window->toasts().show({ui::ToastMessage::Kind::Danger, problem, {}, {}});
            }
        });
    }));
    m_window->addPane(ui::runsPane(m_link, m_clock, m_theme, [this](ui::RunsPane &pane) {
        m_runsPane = &pane;
        connect(&pane, &ui::RunsPane::connectionRequested, this, &Desktop::showConnection);
        connect(&pane, &ui::RunsPane::nodeRequested, this, [this, &pane](const QString &run, const QString &path) {
            if (pane.watch().run()) {
                showNode(QString::fromStdString(pane.watch().run()->flow), path, run);
            }
        });
        connect(&pane, &ui::RunsPane::flowNodeRequested, this, &Desktop::showNode);
        connect(&pane, &ui::RunsPane::eventsRequested, this, [this](const QString &run) {
            m_window->showPane(QStringLiteral("events"));
            if (m_eventsPane) {
                m_eventsPane->showRun(run);
            }
        });
    }));
    m_window->addSettingsPage(ui::retentionPage(m_link, m_clock, m_theme, [this](ui::RetentionPage &page) { connect(&page, &ui::RetentionPage::connectionRequested, this, &Desktop::showConnection); }));
    connect(&m_window->status(), &ui::StatusStrip::inboxClicked, this, [this] {
        m_window->showPane(QStringLiteral("runs"));
        if (m_runsPane) {
            m_runsPane->showPage(m_runs->counts().approvals > 0 ? ui::RunsPane::Page::Approvals : ui::RunsPane::Page::Letters);
        }
    });
    m_window->addPane(ui::chatPane(m_link, m_theme, [this, showRun](ui::ChatPane &pane) {
        connect(&pane, &ui::ChatPane::runRequested, this, [showRun](const QString &run) { showRun(run, {}); });
        connect(&pane, &ui::ChatPane::flowRequested, this, [this](const QString &flow) { m_window->open(QStringLiteral("flow:") + flow); });
    }));
    m_window->addPane(ui::modelsPane(m_link, m_clock, m_theme, [this, showRun](ui::ModelsPane &pane) {
        m_modelsPane = &pane;
        connect(&pane, &ui::ModelsPane::runRequested, this, showRun);
        connect(&pane, &ui::ModelsPane::connectionRequested, this, &Desktop::showConnection);
    }));
    m_window->palette().addSource([this] {
        const auto page = [this](const QString &title, ui::ModelsPane::Page which) {
            return ui::PaletteItem{title, tr("Models"), {}, m_theme.icon(QStringLiteral("node-llm"), ui::Role::TextMuted), [this, which] {
                                       m_window->showPane(QStringLiteral("models"));
                                       if (m_modelsPane) {
                                           m_modelsPane->showPage(which);
                                       }
                                   }};
        };
        return std::vector{page(tr("Costs of models"), ui::ModelsPane::Page::Costs), page(tr("Endpoint for other tools"), ui::ModelsPane::Page::Endpoint)};
    });
    m_window->addPane(ui::secretsPane(m_link, m_clock, m_theme, [this](ui::SecretsPane &pane) { connect(&pane, &ui::SecretsPane::connectionRequested, this, &Desktop::showConnection); }));
}

} // namespace signalbox::desktop
