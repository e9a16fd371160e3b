// SPDX-License-Identifier: GPL-3.0-or-later
// The window in German: the setting chooses it at the start, its menus and settings speak it, and no two entries of a
// menu have one access key. And English counts as English does.
#include "gui/support/pseudo_translator.h"
#include "gui/support/widget_checks.h"
#include "support/gui_test.h"

#include "desktop/desktop.h"

#include "ui/shell/command_palette.h"
#include "ui/shell/connection_dialog.h"
#include "ui/shell/layouts.h"
#include "ui/shell/pane_dock.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/top_bar.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QKeySequence>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTranslator>

using namespace signalbox;
using namespace signalbox::desktop;
using namespace signalbox::ui;

namespace {

// Asked last, so for what no other knows.
class Missing : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        // Qt's own are the matter of its translators.
        if (context[0] != 'Q' || qstrcmp(context, "QuickFix") == 0) {
            m_texts << QString::fromLatin1(context) + QStringLiteral(": ") + QString::fromUtf8(source);
        }
        return {};
    }
    QStringList texts() const { return m_texts; }

private:
    mutable QStringList m_texts;
};

} // namespace

class TestLanguage : public SignalboxTest
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Desktop> m_desktop;

    void setUp() override { m_folder = std::make_unique<QTemporaryDir>(); }
    void tearDown() override
    {
        if (m_desktop) {
            QSignalSpy ended(m_desktop.get(), &Desktop::ended);
            m_desktop->window().close();
            QVERIFY(test::pumpUntil([&] { return ended.count() == 1; }));
            m_desktop.reset();
            QApplication::setStyle(QStringLiteral("Fusion"));
        }
        m_folder.reset();
    }
    void open(const QByteArray &language)
    {
        Arguments arguments;
        arguments.data = m_folder->path().toStdString();
        QDir().mkpath(stateFolder(arguments));
        QFile file(stateFolder(arguments) + QStringLiteral("/settings.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"appearance.language\": \"" + language + "\"}");
        file.close();
        m_desktop = std::make_unique<Desktop>(std::move(arguments));
        m_desktop->start();
        QVERIFY(QTest::qWaitForWindowExposed(&m_desktop->window(), 30000));
    }
    static void findCollisions(const QString &where, const QList<QAction *> &actions, QStringList &problems)
    {
        QMap<QString, QString> taken;
        for (const auto *action : actions) {
            const QString key = QKeySequence::mnemonic(action->text()).toString();
            if (key.isEmpty()) {
                continue;
            }
            if (taken.contains(key)) {
                problems << QStringLiteral("%1: %2 for “%3” and “%4”").arg(where, key, taken.value(key), action->text());
            }
            taken.insert(key, action->text());
        }
    }

private Q_SLOTS:
    void theSettingChoosesTheLanguage()
    {
        open("de");
        QCOMPARE(m_desktop->settings().find(QStringLiteral("appearance.language"))->title, QStringLiteral("Sprache"));
        QCOMPARE(m_desktop->window().topBar().menuBar()->actions().first()->text(), QStringLiteral("&Datei"));
        QCOMPARE(QLocale().language(), QLocale::German);
    }

    void qtsOwnTextsComeAlong()
    {
        open("de");
        const QDialogButtonBox box(QDialogButtonBox::Cancel);
        QCOMPARE(box.button(QDialogButtonBox::Cancel)->text().remove(u'&'), QStringLiteral("Abbrechen"));
    }

    void accessKeysOfAMenuDiffer_data()
    {
        QTest::addColumn<QByteArray>("language");
        QTest::newRow("German") << QByteArray("de");
        QTest::newRow("English") << QByteArray("en");
    }
    void accessKeysOfAMenuDiffer()
    {
        QFETCH(QByteArray, language);
        open(language);
        QStringList problems;
        auto *bar = m_desktop->window().topBar().menuBar();
        findCollisions(QStringLiteral("menus"), bar->actions(), problems);
        for (const auto *top : bar->actions()) {
            auto *menu = top->menu();
            QVERIFY2(menu, qPrintable(top->text()));
            Q_EMIT menu->aboutToShow();
            QVERIFY(!menu->actions().isEmpty());
            findCollisions(top->text(), menu->actions(), problems);
            for (const auto *entry : menu->actions()) {
                if (entry->menu()) {
                    Q_EMIT entry->menu()->aboutToShow();
                    findCollisions(top->text() + u'>' + entry->text(), entry->menu()->actions(), problems);
                }
            }
        }
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }

    void everyTextThatIsShownHasItsGerman()
    {
        Missing missing;
        QCoreApplication::installTranslator(&missing);
        open("de");
        auto &window = m_desktop->window();
        QVERIFY(test::pumpUntil([&] { return window.status().backend() == BackendState::Connected; }));
        QVERIFY(window.open(QStringLiteral("sample:support-triage")));
        for (auto *dock : window.layouts().docks()) {
            window.showPane(dock->spec().id);
            test::pumpPending();
        }
        window.palette().open();
        test::pumpPending();
        window.palette().dismiss();
        window.showSettings();
        test::pumpPending();
        window.settingsDialog().close();
        window.showConnection({})->close();
        test::pumpPending();
        QStringList texts = missing.texts();
        QCoreApplication::removeTranslator(&missing);
        texts.removeDuplicates();
        QVERIFY2(texts.isEmpty(), qPrintable(texts.join(u'\n')));
    }

    void everyPaneIsTranslatableAndFits_data()
    {
        QTest::addColumn<QByteArray>("language");
        QTest::addColumn<bool>("mirrored");
        QTest::newRow("long texts") << QByteArray("en") << false;
        QTest::newRow("long texts, right to left") << QByteArray("en") << true;
        QTest::newRow("German") << QByteArray("de") << false;
    }
    void everyPaneIsTranslatableAndFits()
    {
        QFETCH(QByteArray, language);
        QFETCH(bool, mirrored);
        const bool isMadeUp = language == "en";
        test::PseudoTranslator translator;
        if (isMadeUp) {
            QCoreApplication::installTranslator(&translator);
        }
        QGuiApplication::setLayoutDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
        const auto back = qScopeGuard([] { QGuiApplication::setLayoutDirection(Qt::LeftToRight); });
        open(language);
        auto &window = m_desktop->window();
        window.resize(1440, 900);
        QVERIFY(test::pumpUntil([&] { return window.status().backend() == BackendState::Connected; }));
        QStringList cut;
        QStringList untouched;
        for (auto *dock : window.layouts().docks()) {
            window.showPane(dock->spec().id);
            test::pumpPending();
            // What a pane says while it reads gives way to what it read; what stays cut is cut.
            (void)test::pumpUntil([&] { return test::clipped(&window).isEmpty(); });
            cut << test::clipped(&window);
            test::pumpPending();
            untouched << test::plain(dock);
        }
        QCoreApplication::removeTranslator(&translator);
        cut.removeDuplicates();
        untouched.removeDuplicates();
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
        QVERIFY2(!isMadeUp || untouched.isEmpty(), qPrintable(untouched.join(u'\n')));
    }

    void countsAreWordedAsTheLanguageDoes()
    {
        {
            const Language english(QStringLiteral("en"));
            QCOMPARE(english.code(), QStringLiteral("en"));
            QCOMPARE(QCoreApplication::translate("Events", "%n step(s)", nullptr, 1), QStringLiteral("1 step"));
            QCOMPARE(QCoreApplication::translate("Events", "%n step(s)", nullptr, 2), QStringLiteral("2 steps"));
        }
        {
            const Language german(QStringLiteral("de"));
            QCOMPARE(german.code(), QStringLiteral("de"));
            QCOMPARE(QCoreApplication::translate("Events", "%n step(s)", nullptr, 1), QStringLiteral("1 Schritt"));
            QCOMPARE(QCoreApplication::translate("Events", "%n step(s)", nullptr, 2), QStringLiteral("2 Schritte"));
        }
        QCOMPARE(QCoreApplication::translate("Events", "%n step(s)", nullptr, 2), QStringLiteral("2 step(s)"));
    }
};

SB_GUI_TEST_MAIN(TestLanguage)
#include "tst_language.moc"
