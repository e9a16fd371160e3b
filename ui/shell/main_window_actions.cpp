// SPDX-License-Identifier: GPL-3.0-or-later
// The commands, menus and settings that the window brings itself.
#include "ui/shell/action_registry.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/document_area.h"
#include "ui/shell/layouts.h"
#include "ui/shell/main_window.h"
#include "ui/shell/settings.h"
#include "ui/shell/top_bar.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QFileDialog>
#include <QInputDialog>
#include <QMenu>

namespace signalbox::ui {

namespace {

constexpr QLatin1String kScheme("appearance.scheme");
constexpr QLatin1String kContrast("appearance.highContrast");
constexpr QLatin1String kMotion("appearance.reducedMotion");
constexpr QLatin1String kDensity("appearance.density");
constexpr QLatin1String kLanguage("appearance.language");
constexpr QLatin1String kTextSize("appearance.textSize");
constexpr QLatin1String kRestore("window.restore");

QList<QKeySequence> keys(QKeySequence::StandardKey key)
{
    const auto bound = QKeySequence::keyBindings(key);
    return bound.isEmpty() ? bound : QList<QKeySequence>{bound.front()};
}

LookChoice::Choice choiceOf(const QString &text)
{
    return text == QLatin1String("on") ? LookChoice::Choice::On : text == QLatin1String("off") ? LookChoice::Choice::Off : LookChoice::Choice::System;
}

} // namespace

void MainWindow::addActions()
{
    auto &actions = m_parts.actions;
    const QString file = tr("File");
    const QString help = tr("Help");
    actions.add({.id = QStringLiteral("file.new"), .text = tr("&New flow"), .category = file, .icon = QStringLiteral("new-flow"), .shortcuts = keys(QKeySequence::New), .menu = QStringLiteral("file")},
                [this] { Q_EMIT newFlowRequested(); });
    actions.add({.id = QStringLiteral("file.open"), .text = tr("&Open file…"), .category = file, .icon = QStringLiteral("open"), .shortcuts = keys(QKeySequence::Open), .menu = QStringLiteral("file")},
                [this] {
                    const auto paths = QFileDialog::getOpenFileNames(this, tr("Open flows"), QString(), tr("Flows (*.json);;All files (*)"));
                    if (!paths.isEmpty()) {
                        Q_EMIT filesChosen(paths);
                    }
                });
    actions.add({.id = QStringLiteral("file.start"), .text = tr("Start pa&ge"), .category = file, .icon = QStringLiteral("home"), .menu = QStringLiteral("file")},
                [this] { m_documents->setCurrent(m_start); });
    actions.add({.id = QStringLiteral("file.close"), .text = tr("&Close"), .category = file, .shortcuts = {QKeySequence(Qt::CTRL | Qt::Key_W)}, .menu = QStringLiteral("file"), .group = 4},
                [this] {
                    if (auto *document = m_documents->current()) {
                        m_documents->close(document);
                    }
                });
    actions.add({.id = QStringLiteral("backend.choose"), .text = tr("&Backend…"), .category = file, .icon = QStringLiteral("connect"), .menu = QStringLiteral("file"), .group = 5},
                [this] { Q_EMIT connectionRequested(); });
    actions.add({.id = QStringLiteral("file.settings"), .text = tr("Se&ttings"), .category = file, .icon = QStringLiteral("settings"), .shortcuts = {QKeySequence(Qt::CTRL | Qt::Key_Comma)}, .menu = QStringLiteral("file"), .group = 6},
                [this] { showSettings(); });
    actions.add({.id = QStringLiteral("file.quit"), .text = tr("&Quit"), .category = file, .shortcuts = {QKeySequence(Qt::CTRL | Qt::Key_Q)}, .menu = QStringLiteral("file"), .group = 7},
                [this] { close(); });
    actions.add({.id = QStringLiteral("help.palette"),
                 .text = tr("&Command palette"),
                 .category = help,
                 .icon = QStringLiteral("command"),
                 .shortcuts = {QKeySequence(Qt::CTRL | Qt::Key_K), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P)},
                 .menu = QStringLiteral("help"),
                 .inPalette = false},
                [this] { m_palette->open(); });
    actions.add({.id = QStringLiteral("help.shortcuts"), .text = tr("&Shortcuts"), .category = help, .icon = QStringLiteral("keyboard"), .menu = QStringLiteral("help")},
                [this] { showSettings(QStringLiteral("shortcuts")); });
}

void MainWindow::addViewActions()
{
    auto &actions = m_parts.actions;
    const QString view = tr("View");
    actions.add({.id = QStringLiteral("view.focus"), .text = tr("Focus on the do&cument"), .category = view, .icon = QStringLiteral("canvas"), .shortcuts = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F)}, .menu = QStringLiteral("view"), .group = 3, .checkable = true},
                [this] { m_layouts->toggleFocusMode(); });
    actions.add({.id = QStringLiteral("view.fullScreen"), .text = tr("F&ull screen"), .category = view, .shortcuts = {QKeySequence(Qt::Key_F11)}, .menu = QStringLiteral("view"), .group = 3, .checkable = true},
                [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    actions.add({.id = QStringLiteral("view.theme"), .text = tr("Light or dar&k"), .category = view, .icon = QStringLiteral("contrast"), .menu = QStringLiteral("view"), .group = 4, .toolbar = true, .tip = tr("Change between light and dark")},
                [this] { m_parts.settings.set(kScheme, m_parts.theme.isDark() ? QStringLiteral("light") : QStringLiteral("dark")); });
    actions.add({.id = QStringLiteral("layout.default"), .text = tr("&Default layout"), .category = view, .icon = QStringLiteral("layout"), .menu = QStringLiteral("layout")},
                [this] {
                    const QByteArray before = m_layouts->current();
                    m_layouts->applyDefault();
                    m_toasts->show({ToastMessage::Kind::Success, tr("The panes stand where they stood at first."), tr("Undo"), [this, before] { m_layouts->restore(before); }});
                });
    actions.add({.id = QStringLiteral("layout.save"), .text = tr("&Save layout as…"), .category = view, .icon = QStringLiteral("save"), .menu = QStringLiteral("layout")}, [this] { saveLayoutAs(); });
    actions.add({.id = QStringLiteral("view.nextTab"), .text = tr("Next document"), .category = view, .shortcuts = {QKeySequence(Qt::CTRL | Qt::Key_Tab)}, .menu = QStringLiteral("view"), .group = 6},
                [this] { m_documents->step(1); });
    actions.add({.id = QStringLiteral("view.previousTab"), .text = tr("Previous document"), .category = view, .shortcuts = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab)}, .menu = QStringLiteral("view"), .group = 6},
                [this] { m_documents->step(-1); });
    actions.add({.id = QStringLiteral("view.nextPart"), .text = tr("Next part of the window"), .category = view, .shortcuts = {QKeySequence(Qt::Key_F6)}, .menu = QStringLiteral("view"), .group = 6}, [this] { stepFocus(1); });
    actions.add({.id = QStringLiteral("view.previousPart"), .text = tr("Previous part of the window"), .category = view, .shortcuts = {QKeySequence(Qt::SHIFT | Qt::Key_F6)}, .menu = QStringLiteral("view"), .group = 6}, [this] { stepFocus(-1); });
}

void MainWindow::updateCommands()
{
    const auto *document = m_documents->current();
    for (const auto &id : m_parts.actions.ids()) {
        auto *action = m_parts.actions.find(id);
        if (action->property("signalboxDocument").toBool()) {
            action->setEnabled(document && document->canPerform(id));
        }
    }
    if (auto *closing = m_parts.actions.find(QStringLiteral("file.close"))) {
        closing->setEnabled(document && document != m_start);
    }
    const QString title = document && document != m_start ? document->title() : QString();
    setWindowModified(document && document->isModified());
    setWindowTitle(title.isEmpty() ? tr("Signalbox") : tr("%1[*] – Signalbox").arg(title));
}

void MainWindow::addMenus()
{
    m_top->addMenu(QStringLiteral("file"), tr("&File"));
    m_top->addMenu(QStringLiteral("edit"), tr("&Edit"));
    m_top->addMenu(QStringLiteral("view"), tr("&View"), [this](QMenu &menu) {
        menu.addSeparator();
        auto *panes = menu.addMenu(m_parts.theme.icon(QStringLiteral("pane-end")), tr("&Panes"));
        for (const auto &id : m_parts.actions.idsOfMenu(QStringLiteral("panes"))) {
            panes->addAction(m_parts.actions.find(id));
        }
        auto *layouts = menu.addMenu(m_parts.theme.icon(QStringLiteral("layout")), tr("&Layout"));
        for (const auto &id : m_parts.actions.idsOfMenu(QStringLiteral("layout"))) {
            layouts->addAction(m_parts.actions.find(id));
        }
        const auto names = m_layouts->names();
        if (!names.isEmpty()) {
            layouts->addSeparator();
        }
        for (const auto &name : names) {
            layouts->addAction(name, this, [this, name] { m_layouts->apply(name); });
        }
        if (!names.isEmpty()) {
            auto *removing = layouts->addMenu(tr("&Remove"));
            for (const auto &name : names) {
                removing->addAction(name, this, [this, name] { m_layouts->remove(name); });
            }
        }
    });
    m_top->addMenu(QStringLiteral("arrange"), tr("&Arrange"));
    m_top->addMenu(QStringLiteral("run"), tr("&Run"));
    m_top->addMenu(QStringLiteral("help"), tr("&Help"));
}

void MainWindow::saveLayoutAs()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save layout"));
    dialog->setLabelText(tr("Name of the layout"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &name) {
        if (!name.trimmed().isEmpty()) {
            m_layouts->save(name.trimmed());
            m_status->announce(tr("Layout “%1” saved").arg(name.trimmed()));
        }
    });
    dialog->open();
}

void MainWindow::declareSettings()
{
    auto &settings = m_parts.settings;
    const QString looks = tr("Appearance");
    const QList<SettingSpec::Option> three = {{QStringLiteral("system"), tr("Like the desktop")}, {QStringLiteral("off"), tr("Off")}, {QStringLiteral("on"), tr("On")}};
    settings.declare({.id = kScheme, .page = looks, .title = tr("Light or dark"), .description = tr("Follows the desktop unless you choose."), .kind = SettingSpec::Kind::Choice, .standard = QStringLiteral("system"),
                      .options = {{QStringLiteral("system"), tr("Like the desktop")}, {QStringLiteral("light"), tr("Light")}, {QStringLiteral("dark"), tr("Dark")}}});
    settings.declare({.id = kContrast, .page = looks, .title = tr("High contrast"), .description = tr("Stronger lines and text, no tints."), .kind = SettingSpec::Kind::Choice, .standard = QStringLiteral("system"), .options = three});
    settings.declare({.id = kMotion, .page = looks, .title = tr("Reduced motion"), .description = tr("Nothing moves by itself."), .kind = SettingSpec::Kind::Choice, .standard = QStringLiteral("system"), .options = three});
    settings.declare({.id = kTextSize, .page = looks, .title = tr("Text size"), .description = tr("Everything grows with it."), .kind = SettingSpec::Kind::Number, .standard = 100, .options = {}, .least = 80, .most = 200, .step = 10, .suffix = tr(" %")});
    settings.declare({.id = kDensity, .page = looks, .title = tr("Density"), .description = tr("How much room rows and buttons take."), .kind = SettingSpec::Kind::Choice, .standard = QStringLiteral("comfortable"),
                      .options = {{QStringLiteral("comfortable"), tr("Comfortable")}, {QStringLiteral("compact"), tr("Compact")}}});
    // A language is called by its own name in every other one.
    settings.declare({.id = kLanguage, .page = looks, .title = tr("Language"), .description = tr("Changes when Signalbox is started again."), .kind = SettingSpec::Kind::Choice, .standard = QStringLiteral("system"),
                      .options = {{QStringLiteral("system"), tr("Like the desktop")}, {QStringLiteral("de"), QStringLiteral("Deutsch")}, {QStringLiteral("en"), QStringLiteral("English")}}});
    settings.declare({.id = kRestore, .page = tr("Window"), .title = tr("Go on where you left off"), .description = tr("Opens the flows of the last time, and puts the panes where they were."), .kind = SettingSpec::Kind::Switch, .standard = true, .options = {}});
}

void MainWindow::applySettings()
{
    const auto &settings = m_parts.settings;
    LookChoice choice;
    const QString scheme = settings.text(kScheme);
    choice.scheme = scheme == QLatin1String("light") ? LookChoice::SchemeChoice::Light : scheme == QLatin1String("dark") ? LookChoice::SchemeChoice::Dark : LookChoice::SchemeChoice::System;
    choice.highContrast = choiceOf(settings.text(kContrast));
    choice.reducedMotion = choiceOf(settings.text(kMotion));
    choice.density = settings.text(kDensity) == QLatin1String("compact") ? Density::Compact : Density::Comfortable;
    choice.textScale = settings.number(kTextSize) / 100.0;
    m_parts.theme.setChoice(choice);
}

} // namespace signalbox::ui
