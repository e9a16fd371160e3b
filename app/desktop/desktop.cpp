// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/desktop.h"

#include "api/system_calls.h"
#include "session/profiles.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/document_area.h"
#include "ui/theme/style.h"
#include "ui/words/words.h"

#include <QApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace signalbox::desktop {

using namespace ui;

namespace {

constexpr QLatin1String kRecent("recentFlows");
constexpr QLatin1String kSystemLook("systemLook");
constexpr QLatin1String kLanguage("appearance.language");
constexpr QLatin1String kBackend("backend");
constexpr qsizetype kMostRecent = 20;

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

QString descriptionOf(const std::string &flow)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(flow)).object().value(QLatin1String("description")).toString();
}

struct Picture
{
    const char *icon;
    Family family;
};

// What a sample is about, at a glance.
Picture pictureOf(const std::string &sample)
{
    if (sample == "support-triage") {
        return {"chat", Family::Flow};
    }
    if (sample == "order-pipeline") {
        return {"node-http", Family::Network};
    }
    if (sample == "customer-mail") {
        return {"node-llm", Family::Agent};
    }
    return {"node-map", Family::Data};
}

} // namespace

QString stateFolder(const Arguments &arguments)
{
    const std::string data = arguments.data.empty() ? session::defaultFolder() : arguments.data;
    return QDir(text(data)).absoluteFilePath(QStringLiteral("desktop"));
}

Desktop::Desktop(Arguments arguments, QObject *parent)
    : QObject(parent)
    , m_arguments(std::move(arguments))
    , m_settingsFile(stateFolder(m_arguments) + QStringLiteral("/settings.json"))
    , m_sessionFile(stateFolder(m_arguments) + QStringLiteral("/session.json"))
    , m_language(m_settingsFile.value(kLanguage).toString())
    , m_settings(m_settingsFile)
    , m_actions(m_theme, m_sessionFile)
{
    // The desktop's look of the last time, so that the first paint need not ask for it.
    const auto look = m_sessionFile.value(kSystemLook).toObject();
    m_theme.setSystemLook({look.value(QLatin1String("dark")).toBool() ? Scheme::Dark : Scheme::Light, look.value(QLatin1String("contrast")).toBool() ? Contrast::High : Contrast::Normal,
                           look.value(QLatin1String("still")).toBool()});
    dress(*qApp, m_theme);
    m_window = std::make_unique<MainWindow>(ShellParts{m_theme, m_settings, m_sessionFile, m_actions});
    m_flows = std::make_unique<FlowParts>(*m_window, ShellParts{m_theme, m_settings, m_sessionFile, m_actions}, m_link, stateFolder(m_arguments));
    m_runs = std::make_unique<RunWatch>(m_link);
    if (!m_arguments.connect.empty()) {
        m_choice = {ConnectionChoice::Kind::Remote, text(m_arguments.connect), {}};
    } else if (const QString address = m_sessionFile.value(kBackend).toString(); !address.isEmpty()) {
        // What the session opens again is there, and not on this computer.
        m_choice = {ConnectionChoice::Kind::Remote, address, {}};
    }
    connectWindow();
    addPanes();
    addGuide();
    fillRecent();
}

Desktop::~Desktop()
{
    m_scope.cancel();
    m_runs.reset();
    m_window.reset();
}

void Desktop::connectWindow()
{
    connect(&m_systemLook, &SystemLook::heard, this, [this](const Look &look) {
        m_theme.setSystemLook(look);
        m_sessionFile.set(kSystemLook, QJsonObject{{QStringLiteral("dark"), look.scheme == Scheme::Dark}, {QStringLiteral("contrast"), look.contrast == Contrast::High}, {QStringLiteral("still"), look.reducedMotion}});
    });
    connect(&m_settings, &Settings::changed, this, [this](const QString &id) {
        if (id == kLanguage) {
            m_window->toasts().show({ToastMessage::Kind::Info, tr("The language changes when Signalbox is started again."), {}, {}});
        }
    });
    connect(&m_link, &BackendLink::changed, this, &Desktop::updateStatus);
    connect(&m_link, &BackendLink::stateChanged, this, &Desktop::updateStatus);
    connect(m_runs.get(), &RunWatch::changed, &m_window->status(), &StatusStrip::setRuns);
    connect(m_runs.get(), &RunWatch::changed, this, [this, known = 0](const RunCounts &counts) mutable {
        if (counts.approvals > std::exchange(known, counts.approvals)) {
            m_window->toasts().show({ToastMessage::Kind::Info, tr("%n question(s) of runs wait for you.", nullptr, counts.approvals), tr("Show"), [this] { Q_EMIT m_window->status().inboxClicked(); }});
        }
    });
    connect(m_window.get(), &MainWindow::connectionRequested, this, &Desktop::showConnection);
    connect(m_window.get(), &MainWindow::filesChosen, this, &Desktop::take);
    const auto remember = [this] {
        // What could be read, by its own name; a new flow once it has one in the workspace.
        const auto *flow = qobject_cast<FlowDocument *>(m_window->documents().current());
        if (flow && flow->editor() && !flow->location().startsWith(QLatin1String("new:"))) {
            rememberFlow(flow->location(), flow->title());
        }
    };
    connect(&m_window->documents(), &DocumentArea::currentChanged, this, remember);
    connect(&m_window->documents(), &DocumentArea::stateChanged, this, remember);
    connect(m_window.get(), &MainWindow::firstPainted, this, [this] {
        m_systemLook.start();
        auto options = backendOptions();
        options.tokenFile = m_arguments.tokenFile;
        m_scope.start([this, options](std::stop_token stop) { return openBackend(options, stop); });
    });
    connect(m_window.get(), &MainWindow::closing, this, [this] {
        // What runs is told to stop in order; the window is gone at once.
        m_scope.start([this](std::stop_token) { return end(); });
    });
    m_window->palette().addSource([this] {
        std::vector<PaletteItem> items;
        for (const auto &entry : m_sessionFile.value(kRecent).toArray()) {
            const auto flow = entry.toObject();
            const QString location = flow.value(QLatin1String("location")).toString();
            items.push_back({flow.value(QLatin1String("title")).toString(), tr("Flow"), {}, m_theme.icon(QStringLiteral("flow"), Role::TextMuted), [this, location] { m_window->open(location); }});
        }
        return items;
    });
}

void Desktop::start()
{
    m_window->restoreSession();
    updateStatus();
    m_window->show();
}

void Desktop::take(const QStringList &flows)
{
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->raise();
    m_window->activateWindow();
    for (const auto &flow : flows) {
        if (flow == QLatin1String("new:")) {
            Q_EMIT m_window->newFlowRequested();
            continue;
        }
        const QString location = flow.startsWith(QLatin1String("sample:")) ? flow : QStringLiteral("file:") + flow;
        if (!m_window->open(location)) {
            m_window->toasts().show({ToastMessage::Kind::Warning, tr("“%1” could not be opened.").arg(flow), {}, {}});
        }
    }
}

void Desktop::updateStatus()
{
    const QString name = m_choice.kind == ConnectionChoice::Kind::Embedded ? tr("This computer") : m_link.title().isEmpty() ? m_choice.address : m_link.title();
    auto state = BackendState::Closed;
    switch (m_link.state()) {
    case client::ConnectionState::Connecting: state = BackendState::Connecting; break;
    case client::ConnectionState::Connected: state = BackendState::Connected; break;
    case client::ConnectionState::Waiting: state = BackendState::Waiting; break;
    case client::ConnectionState::Closed: state = BackendState::Closed; break;
    }
    m_window->status().setBackend(state, name, m_link.reason());
}

void Desktop::showConnection()
{
    if (m_dialog) {
        m_dialog->raise();
        return;
    }
    m_dialog = m_window->showConnection(m_choice);
    connect(m_dialog, &ConnectionDialog::chosen, this, [this](const ConnectionChoice &choice) {
        m_dialog->setBusy(true);
        m_choice = choice;
        m_isChosen = true;
        m_scope.start([this, options = backendOptions()](std::stop_token stop) { return openBackend(options, stop); });
    });
}

session::Options Desktop::backendOptions() const
{
    session::Options options;
    options.folder = m_arguments.data;
    options.pluginFolder = m_arguments.plugins;
    options.usesKeychain = true;
    if (m_choice.kind == ConnectionChoice::Kind::Remote) {
        options.connect = m_choice.address.toStdString();
        options.token = m_choice.token.toStdString();
    }
    return options;
}

// The address for the next start, and the token where only its owner reads it.
void Desktop::storeChoice()
{
    const bool isRemote = m_choice.kind == ConnectionChoice::Kind::Remote;
    m_sessionFile.set(kBackend, isRemote ? QJsonValue(m_choice.address) : QJsonValue(QJsonValue::Undefined));
    const auto token = std::exchange(m_choice.token, {}).toStdString();
    if (isRemote && !token.empty()) {
        if (const auto kept = session::keepToken(m_choice.address.toStdString(), token); !kept) {
            m_window->toasts().show({ToastMessage::Kind::Warning, text(kept.error().message), {}, {}});
        }
    }
}

Task<void> Desktop::openBackend(session::Options options, std::stop_token stop)
{
    const int attempt = ++m_attempt;
    m_link.clear();
    m_link.setState(client::ConnectionState::Connecting, {});
    if (auto before = std::move(m_session)) {
        co_await before->close();
    }
    auto opened = co_await session::Session::open(options, stop);
    if (stop.stop_requested() || attempt != m_attempt) {
        if (opened) {
            co_await (*opened)->close();
        }
        co_return;
    }
    if (!opened) {
        const QString reason = words::sentence(opened.error());
        m_link.setState(client::ConnectionState::Closed, reason);
        if (m_dialog) {
            m_dialog->setError(reason);
        } else {
            m_window->toasts().show({ToastMessage::Kind::Danger, reason, tr("Choose a backend"), [this] { showConnection(); }});
        }
        co_return;
    }
    m_session = std::move(*opened);
    if (std::exchange(m_isChosen, false)) {
        storeChoice();
    }
    auto *client = &m_session->client();
    client->onState([this, client](client::ConnectionState state, const std::optional<Error> &error) {
        if (m_link.client() == client) {
            m_link.setState(state, error ? words::sentence(*error) : QString());
        }
    });
    m_flows->setDataFolder(m_session->place() == session::Place::Remote ? std::string() : m_session->folder());
    m_link.set(client, text(m_session->title()), m_session->place() == session::Place::Remote ? BackendLink::Reach::Remote : BackendLink::Reach::Local);
    if (m_dialog) {
        m_dialog->accept();
    }
    m_window->status().announce(tr("Connected to %1").arg(m_choice.kind == ConnectionChoice::Kind::Embedded ? tr("this computer") : m_link.title()));
    co_await loadStart(client, stop);
    if (!stop.stop_requested() && m_link.client() == client && !m_arguments.flows.isEmpty()) {
        take(std::exchange(m_arguments.flows, {}));
    }
}

Task<void> Desktop::loadStart(client::Client *client, std::stop_token stop)
{
    api::Nothing nothing;
    const auto list = co_await client->call<api::SamplesList>(std::move(nothing), stop);
    if (!list || stop.stop_requested() || m_link.client() != client) {
        co_return;
    }
    QList<StartItem> samples;
    for (const auto &sample : list->samples) {
        api::SampleName name;
        name.name = sample.name;
        auto whole = co_await client->call<api::SamplesGet>(std::move(name), stop);
        if (stop.stop_requested() || m_link.client() != client) {
            co_return;
        }
        const QString detail = whole && whole->text ? words::text(descriptionOf(*whole->text).toStdString()) : QString();
        const Picture picture = pictureOf(sample.name);
        samples.push_back({QStringLiteral("sample:") + text(sample.name), words::text(sample.title), detail, {}, QString::fromLatin1(picture.icon), picture.family});
    }
    m_window->startPage().setSamples(samples);
}

void Desktop::rememberFlow(const QString &location, const QString &title)
{
    QJsonArray flows = m_sessionFile.value(kRecent).toArray();
    const auto first = flows.isEmpty() ? QJsonObject() : flows.first().toObject();
    if (first.value(QLatin1String("location")).toString() == location && first.value(QLatin1String("title")).toString() == title) {
        return;
    }
    for (qsizetype i = flows.size() - 1; i >= 0; --i) {
        if (flows[i].toObject().value(QLatin1String("location")).toString() == location) {
            flows.removeAt(i);
        }
    }
    flows.prepend(QJsonObject{{QStringLiteral("location"), location}, {QStringLiteral("title"), title}, {QStringLiteral("opened"), QDateTime::currentMSecsSinceEpoch()}});
    while (flows.size() > kMostRecent) {
        flows.removeLast();
    }
    m_sessionFile.set(kRecent, flows);
    fillRecent();
}

void Desktop::fillRecent()
{
    QList<StartItem> recent;
    for (const auto &entry : m_sessionFile.value(kRecent).toArray()) {
        const auto flow = entry.toObject();
        const QString location = flow.value(QLatin1String("location")).toString();
        const auto opened = QDateTime::fromMSecsSinceEpoch(qint64(flow.value(QLatin1String("opened")).toDouble()));
        const QString detail = location.startsWith(QLatin1String("sample:")) ? tr("Sample")
            : location.startsWith(QLatin1String("file:"))                    ? QDir::toNativeSeparators(location.mid(5))
                                                                             : tr("Flow of the workspace");
        recent.push_back({location, flow.value(QLatin1String("title")).toString(), detail, QLocale().toString(opened, QLocale::ShortFormat)});
    }
    m_window->startPage().setRecent(recent);
}

Task<void> Desktop::end()
{
    ++m_attempt;
    m_link.clear();
    if (auto session = std::move(m_session)) {
        co_await session->close();
    }
    m_settingsFile.flush();
    m_sessionFile.flush();
    Q_EMIT ended();
}

} // namespace signalbox::desktop
