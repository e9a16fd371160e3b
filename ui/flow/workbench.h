// SPDX-License-Identifier: GPL-3.0-or-later
// What all flow documents and panes of a window share: the backend they talk to, the types of nodes, the names of
// secrets and flows, and a thread for what takes long.
#pragma once

#include "api/node_type_calls.h"
#include "base/json_schema.h"
#include "base/task_scope.h"
#include "ui/canvas/catalogue.h"
#include "ui/link/backend_link.h"
#include "ui/theme/theme.h"
#include "ui/widgets/toast.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace signalbox::drafts {
class DraftStore;
}

namespace signalbox::ui {

class ActionRegistry;
class StateFile;

/// A type of node as the backend describes it, and its schema ready for use.
struct TypeSheet
{
    api::NodeTypeView view;
    std::shared_ptr<const json::Schema> schema; ///< null where the schema cannot be read
};

/// What a run needs beside its flow, where the backend is on this computer.
struct RunPlace
{
    std::optional<std::string> folder; ///< where relative paths begin; unset: in the backend's own folder
    json::Object vars;                 ///< in place of the flow's own
    std::string answers{};             ///< the document of example answers that came with it; empty: there are none
};

/// Thread: the GUI thread, with an Executor. Theme and link must outlive it, and it every document.
class Workbench : public QObject
{
    Q_OBJECT
public:
    Workbench(const Theme &theme, BackendLink &link, QObject *parent = nullptr);
    ~Workbench() override;

    const Theme &theme() const { return m_theme; }
    BackendLink &link() { return m_link; }
    /// A call to the backend that there is now. Errors: client.disconnected, and those of the call.
    template<typename C>
    Task<Result<typename C::Result>> call(typename C::Params params, std::stop_token stop)
    {
        auto *client = m_link.client();
        if (!client) {
            co_return noBackend();
        }
        co_return co_await client->call<C>(std::move(params), std::move(stop));
    }
    static Error noBackend();
    /// For what would hold the window up. Nothing may be left there when a document goes: wait for it in a scope.
    Executor &worker() { return m_worker.executor(); }

    /// Reads the types of nodes, once a backend; later calls answer at once. Errors: those of the calls.
    Task<Result<void>> load(std::stop_token stop);
    bool isLoaded() const { return m_catalogue != nullptr; }
    /// Only after load(). What another backend had before stays valid as long as this.
    const canvas::Catalogue &catalogue() const { return *m_catalogue; }
    /// Null for a type that is not known.
    const TypeSheet *type(std::string_view name) const;

    /// Names of the secrets and ids of the flows, as they were read last; refresh() reads them again.
    const QStringList &secrets() const { return m_secrets; }
    const QStringList &flows() const { return m_flows; }
    void refresh();
    /// Makes or replaces a secret. The value is not kept here.
    void setSecret(const QString &name, const QString &value);

    /// Makes ready what flows need that run here (a sample's files and services); unset: nothing is needed.
    using RunPlaces = std::function<Task<Result<RunPlace>>(std::string flow, std::stop_token stop)>;
    void setRunPlaces(RunPlaces places) { m_runPlaces = std::move(places); }
    Task<Result<RunPlace>> runPlace(std::string flow, std::stop_token stop);
    /// Where relative paths begin in runs here that name no other place; empty: nobody here knows.
    void setFilesFolder(const QString &folder) { m_filesFolder = folder; }
    const QString &filesFolder() const { return m_filesFolder; }
    /// Whether the place of a flow has example answers, told without making it ready.
    void setAnswersOf(std::function<bool(const std::string &flow)> hasAnswers) { m_hasAnswers = std::move(hasAnswers); }
    bool hasAnswers(const std::string &flow) const { return m_hasAnswers && m_link.isLocal() && m_hasAnswers(flow); }

    /// The window's commands, for menus; null: there are none.
    void setActions(const ActionRegistry *actions) { m_actions = actions; }
    const ActionRegistry *actions() const { return m_actions; }
    /// What this window remembers of documents (their breakpoints); null: nothing. It must outlive every document.
    void setMemory(StateFile *memory) { m_memory = memory; }
    StateFile *memory() const { return m_memory; }
    /// How every canvas looks and behaves.
    struct Look
    {
        bool minimap = true;
        bool snapping = true;
    };
    const Look &look() const { return m_look; }
    void setLook(const Look &look);

    /// Where edits are kept that are not saved; null: nowhere. It must outlive every document.
    void setDrafts(drafts::DraftStore *drafts) { m_drafts = drafts; }
    drafts::DraftStore *drafts() const { return m_drafts; }

    /// Shows a message that passes.
    void say(ToastMessage::Kind kind, const QString &text, const QString &action = {}, std::function<void()> run = {});

Q_SIGNALS:
    void lookChanged();
    void namesChanged();
    void said(const signalbox::ui::ToastMessage &message);
    /// For the status line and screen readers.
    void announced(const QString &text);
    /// A person wants a model that can be asked.
    void modelWanted();
    /// A document asks for another one: "flow:…".
    void openRequested(const QString &location);

private:
    Task<void> readNames(std::stop_token stop);
    Task<void> storeSecret(std::string name, std::string value, std::stop_token stop);

    const Theme &m_theme;
    BackendLink &m_link;
    EventThread m_worker;
    std::unique_ptr<canvas::Catalogue> m_catalogue;
    std::vector<std::unique_ptr<canvas::Catalogue>> m_before; ///< canvases may still show them
    QString m_typesOf; ///< the backend that they are of
    std::map<std::string, TypeSheet, std::less<>> m_types;
    QStringList m_secrets;
    QStringList m_flows;
    RunPlaces m_runPlaces;
    QString m_filesFolder;
    std::function<bool(const std::string &flow)> m_hasAnswers;
    drafts::DraftStore *m_drafts = nullptr;
    const ActionRegistry *m_actions = nullptr;
    StateFile *m_memory = nullptr;
    Look m_look;
    TaskScope m_scope;
};

/// A sentence for a person of what went wrong.
QString textOf(const Error &error);
/// From and to the core's texts.
inline QString qt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace signalbox::ui
