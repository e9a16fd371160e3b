// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/workbench.h"

#include "ui/words/words.h"

namespace signalbox::ui {

namespace {

QString iconOf(const api::NodeTypeView &view)
{
    return view.icon.empty() ? QStringLiteral("node-other") : qt(view.icon);
}

// The catalogue as a person reads it.
api::NodeTypeView translated(api::NodeTypeView view)
{
    view.title = words::text(view.title).toStdString();
    view.summary = words::text(view.summary).toStdString();
    view.documentation = words::markdown(view.documentation).toStdString();
    view.schema = words::schema(view.schema);
    for (auto *ports : {&view.inputs, &view.outputs}) {
        for (auto &port : *ports) {
            port.title = words::text(port.title).toStdString();
        }
    }
    return view;
}

std::vector<canvas::PortInfo> portsOf(const std::vector<api::NodePort> &ports)
{
    std::vector<canvas::PortInfo> list;
    for (const auto &port : ports) {
        list.push_back({port.name, port.title.empty() ? qt(port.name) : qt(port.title), port.schema});
    }
    return list;
}

canvas::TypeInfo infoOf(const api::NodeTypeView &view)
{
    canvas::TypeInfo info;
    info.id = view.name;
    info.title = qt(view.title);
    info.summary = qt(view.summary);
    info.documentation = qt(view.documentation);
    info.family = qt(view.family);
    info.icon = iconOf(view);
    info.inputs = portsOf(view.inputs);
    info.outputs = portsOf(view.outputs);
    info.canFail = view.kind != "trigger" && view.kind != "output";
    info.schema = view.schema;
    info.dynamicOutputs = canvas::outputsOfSchema(view.schema, info.outputs);
    return info;
}

} // namespace

QString textOf(const Error &error)
{
    return words::sentence(error);
}

Workbench::Workbench(const Theme &theme, BackendLink &link, QObject *parent) : QObject(parent), m_theme(theme), m_link(link), m_worker("sb-editor")
{
    connect(&link, &BackendLink::changed, this, [this] {
        if (isLoaded() && m_link.client()) {
            refresh();
        }
    });
}

Workbench::~Workbench() = default;

Task<Result<void>> Workbench::load(std::stop_token stop)
{
    const QString backend = m_link.title();
    if (m_catalogue && m_typesOf == backend) {
        co_return Result<void>();
    }
    api::Nothing nothing;
    SB_CO_TRY(list, co_await call<api::NodeTypesList>(nothing, stop));
    // Asked for all at once: a backend elsewhere is one way away, not one a type.
    std::vector<Task<Result<api::NodeTypeView>>> asked;
    for (const auto &summary : list.types) {
        api::NodeTypeName name{summary.name};
        asked.push_back(call<api::NodeTypesGet>(std::move(name), stop));
    }
    std::map<std::string, TypeSheet, std::less<>> types;
    std::vector<canvas::TypeInfo> infos;
    std::optional<Error> failure;
    for (auto &task : asked) {
        auto view = co_await task;
        if (!view) {
            failure = std::move(view).error();
            continue;
        }
        TypeSheet sheet;
        sheet.view = translated(std::move(*view));
        if (auto schema = json::Schema::compile(sheet.view.schema)) {
            sheet.schema = std::make_shared<const json::Schema>(std::move(*schema));
        }
        infos.push_back(infoOf(sheet.view));
        types.emplace(sheet.view.name, std::move(sheet));
    }
    if (failure) {
        co_return std::move(*failure);
    }
    if (!m_catalogue || m_typesOf != backend) {
        if (m_catalogue) {
            m_before.push_back(std::move(m_catalogue));
        }
        m_types = std::move(types);
        m_typesOf = backend;
        m_catalogue = std::make_unique<canvas::Catalogue>(std::move(infos));
        refresh();
    }
    co_return Result<void>();
}

const TypeSheet *Workbench::type(std::string_view name) const
{
    const auto found = m_types.find(name);
    return found == m_types.end() ? nullptr : &found->second;
}

Error Workbench::noBackend()
{
    return Error("client.disconnected", tr("There is no backend now; the edits are kept here. Try again when it is connected.").toStdString()).retryable();
}

void Workbench::setLook(const Look &look)
{
    m_look = look;
    Q_EMIT lookChanged();
}

Task<Result<RunPlace>> Workbench::runPlace(std::string flow, std::stop_token stop)
{
    if (!m_runPlaces || !m_link.isLocal()) {
        co_return RunPlace();
    }
    co_return co_await m_runPlaces(std::move(flow), std::move(stop));
}

void Workbench::refresh()
{
    m_scope.start([this](std::stop_token stop) { return readNames(stop); });
}

Task<void> Workbench::readNames(std::stop_token stop)
{
    api::Nothing nothing;
    auto secrets = co_await call<api::SecretsList>(nothing, stop);
    auto flows = co_await call<api::FlowsList>(nothing, stop);
    // Who may not read the names edits without them.
    QStringList secretNames;
    if (secrets) {
        for (const auto &secret : secrets->secrets) {
            secretNames << qt(secret.name);
        }
    }
    QStringList flowIds;
    if (flows) {
        for (const auto &flow : flows->flows) {
            flowIds << qt(flow.id);
        }
    }
    if (secretNames != m_secrets || flowIds != m_flows) {
        m_secrets = secretNames;
        m_flows = flowIds;
        Q_EMIT namesChanged();
    }
}

void Workbench::setSecret(const QString &name, const QString &value)
{
    m_scope.start([this, name, value](std::stop_token stop) { return storeSecret(name.toStdString(), value.toStdString(), stop); });
}

Task<void> Workbench::storeSecret(std::string name, std::string value, std::stop_token stop)
{
    api::SecretSetParams params{name, std::move(value)};
    auto stored = co_await call<api::SecretsSet>(std::move(params), stop);
    if (!stored) {
        say(ToastMessage::Kind::Danger, textOf(stored.error()));
        co_return;
    }
    say(ToastMessage::Kind::Success, tr("The secret “%1” is stored.").arg(qt(name)));
    co_await readNames(stop);
}

void Workbench::say(ToastMessage::Kind kind, const QString &text, const QString &action, std::function<void()> run)
{
    Q_EMIT said(ToastMessage{kind, text, action, std::move(run)});
}

} // namespace signalbox::ui
