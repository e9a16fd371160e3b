// SPDX-License-Identifier: GPL-3.0-or-later
// Takes pictures of the window for people to look at: shell_shots FOLDER SCENE. tests/gui/shots runs it over all scenes.
#include "gui/support/pseudo_translator.h"
#include "gui/support/shell_rig.h"
#include "support/test.h"

#include "ui/shell/connection_dialog.h"
#include "ui/shell/top_bar.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/banner.h"

#include <QDir>
#include <QEventLoop>
#include <QGridLayout>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSlider>
#include <QProgressBar>
#include <QRadioButton>
#include <QTest>

#include <cstdio>

using namespace signalbox;
using namespace signalbox::ui;

namespace {

void settle()
{
    test::pumpPending();
}

// Every icon with its name, and every state.
QWidget *gallery(const Theme &theme)
{
    auto *page = new QWidget;
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(24, 24, 24, 24);
    int at = 0;
    for (const auto &file : QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")})) {
        auto *cell = new QVBoxLayout;
        auto *icon = new QLabel;
        icon->setPixmap(theme.pixmap(file.chopped(4), 24, page->devicePixelRatioF(), theme.color(Role::Icon)));
        icon->setAlignment(Qt::AlignCenter);
        auto *name = new TextLabel(theme, file.chopped(4), TextStyle::Caption, Role::TextMuted);
        name->setAlignment(Qt::AlignCenter);
        cell->addWidget(icon);
        cell->addWidget(name);
        grid->addLayout(cell, at / 11, at % 11);
        ++at;
    }
    return page;
}

QWidget *controls(const Theme &theme)
{
    auto *page = new QWidget;
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(32, 32, 32, 32);
    column->setSpacing(14);
    for (int style = 0; style <= int(TextStyle::CodeSmall); ++style) {
        column->addWidget(new TextLabel(theme, QStringLiteral("Build flows. Run them. Lose nothing. 0123456789"), static_cast<TextStyle>(style)));
    }
    auto *buttons = new QHBoxLayout;
    for (int kind = 0; kind < 4; ++kind) {
        auto *button = new QPushButton(QStringLiteral("Button"));
        setButtonKind(button, static_cast<ButtonKind>(kind));
        buttons->addWidget(button);
        auto *off = new QPushButton(theme.icon(QStringLiteral("add")), QStringLiteral("With icon"));
        setButtonKind(off, static_cast<ButtonKind>(kind));
        off->setEnabled(kind % 2 == 0);
        buttons->addWidget(off);
    }
    buttons->addStretch();
    column->addLayout(buttons);
    auto *inputs = new QHBoxLayout;
    inputs->addWidget(new QLineEdit(QStringLiteral("A field")));
    inputs->addWidget(new SearchField(theme, QStringLiteral("Search")));
    auto *combo = new QComboBox;
    combo->addItems({QStringLiteral("Like the desktop"), QStringLiteral("Light")});
    inputs->addWidget(combo);
    inputs->addWidget(new QSpinBox);
    inputs->addStretch();
    column->addLayout(inputs);
    auto *checks = new QHBoxLayout;
    for (int i = 0; i < 4; ++i) {
        auto *check = new QCheckBox(QStringLiteral("Check"));
        check->setTristate(i == 2);
        check->setCheckState(i == 2 ? Qt::PartiallyChecked : i == 1 ? Qt::Checked : Qt::Unchecked);
        check->setEnabled(i != 3);
        checks->addWidget(check);
    }
    auto *radio = new QRadioButton(QStringLiteral("Radio"));
    radio->setChecked(true);
    checks->addWidget(radio);
    checks->addStretch();
    column->addLayout(checks);
    auto *badges = new QHBoxLayout;
    for (int state = 0; state < int(State::Count); ++state) {
        badges->addWidget(new Badge(theme, static_cast<State>(state)));
    }
    badges->addStretch();
    column->addLayout(badges);
    auto *slider = new QSlider(Qt::Horizontal);
    slider->setValue(40);
    column->addWidget(slider);
    auto *progress = new QProgressBar;
    progress->setValue(60);
    column->addWidget(progress);
    for (int kind = 0; kind < 3; ++kind) {
        auto *banner = new Banner(theme);
        banner->say(static_cast<Banner::Kind>(kind), QStringLiteral("Someone else saved this flow at 14:05."), {QStringLiteral("Compare"), QStringLiteral("Keep mine")});
        column->addWidget(banner);
    }
    column->addStretch();
    return page;
}

void choose(test::ShellRig &rig, const QString &scene)
{
    if (scene.contains(QLatin1String("dark"))) {
        rig.settings.set(QStringLiteral("appearance.scheme"), QStringLiteral("dark"));
    }
    if (scene.contains(QLatin1String("contrast"))) {
        rig.settings.set(QStringLiteral("appearance.highContrast"), QStringLiteral("on"));
    }
    if (scene.contains(QLatin1String("compact"))) {
        rig.settings.set(QStringLiteral("appearance.density"), QStringLiteral("compact"));
    }
    if (scene.contains(QLatin1String("large"))) {
        rig.settings.set(QStringLiteral("appearance.textSize"), 160);
    }
}

QPixmap picture(const QString &scene, test::ShellRig &rig)
{
    auto &window = rig.window;
    if (scene.startsWith(QLatin1String("icons"))) {
        const std::unique_ptr<QWidget> page(gallery(rig.theme));
        page->resize(1100, 760);
        page->show();
        settle();
        return page->grab();
    }
    if (scene.startsWith(QLatin1String("controls"))) {
        const std::unique_ptr<QWidget> page(controls(rig.theme));
        page->resize(1000, 800);
        page->show();
        settle();
        return page->grab();
    }
    rig.addPanes();
    rig.fillStartPage();
    if (scene.contains(QLatin1String("empty"))) {
        window.startPage().setSamples({});
        window.startPage().setRecent({});
    }
    window.restoreSession();
    window.resize(1440, 900);
    window.status().setBackend(BackendState::Connected, QStringLiteral("This computer"));
    window.show();
    settle();
    if (scene.startsWith(QLatin1String("window"))) {
        rig.addDocument(QStringLiteral("flow:1"), QStringLiteral("Support triage"));
        window.status().setRuns({1, 0, 1});
        window.status().setProblems(1, 2);
    }
    settle();
    if (scene.contains(QLatin1String("palette"))) {
        window.palette().open();
        settle();
        QTest::keyClicks(window.palette().focusProxy(), QStringLiteral("zo"));
    }
    if (scene.contains(QLatin1String("toast"))) {
        window.toasts().show({ToastMessage::Kind::Success, QStringLiteral("3 nodes deleted"), QStringLiteral("Undo"), [] {}});
        window.toasts().show({ToastMessage::Kind::Danger, QStringLiteral("The flow could not be saved: the disk is full. Free some space and save again."), {}, {}});
    }
    settle();
    if (scene.startsWith(QLatin1String("settings"))) {
        window.showSettings(scene.contains(QLatin1String("shortcuts")) ? QStringLiteral("shortcuts") : QString());
        settle();
        return window.settingsDialog().grab();
    }
    if (scene.startsWith(QLatin1String("backend"))) {
        auto *dialog = window.showConnection({ConnectionChoice::Kind::Remote, QStringLiteral("https://signalbox.example"), QStringLiteral("secret")});
        settle();
        return dialog->grab();
    }
    if (scene.startsWith(QLatin1String("menu"))) {
        auto *menu = window.topBar().menuBar()->actions().at(scene.contains(QLatin1String("edit")) ? 1 : 2)->menu();
        menu->popup(window.mapToGlobal(QPoint(200, 60)));
        settle();
        return menu->grab();
    }
    return window.grab();
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 3) {
        std::fputs("shell_shots FOLDER SCENE\n", stderr);
        return 2;
    }
    const QString scene = QString::fromLocal8Bit(argv[2]);
    QApplication application(argc, argv);
    test::PseudoTranslator translator;
    if (scene.contains(QLatin1String("long"))) {
        QCoreApplication::installTranslator(&translator);
    }
    if (scene.contains(QLatin1String("rtl"))) {
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    }
    QTemporaryDir folder;
    test::ShellRig rig(folder.path());
    choose(rig, scene);
    const QString path = QString::fromLocal8Bit(argv[1]) + u'/' + scene + QStringLiteral(".png");
    if (!picture(scene, rig).save(path)) {
        std::fprintf(stderr, "%s could not be written\n", qPrintable(path));
        return 1;
    }
    return 0;
}
