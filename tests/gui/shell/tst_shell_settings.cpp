// SPDX-License-Identifier: GPL-3.0-or-later
// Settings: found by typing, applied at once, back to the default one by one, kept; and the files that keep them.
#include "shell_test.h"

#include "ui/shell/connection_dialog.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::ui;

class TestShellSettings : public test::ShellTest
{
    Q_OBJECT

    void setUp() override
    {
        test::ShellTest::setUp();
        open();
    }
    void open()
    {
        makeWindow([] {});
        m_rig->window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_rig->window, 30000));
    }
    template<typename W>
    W *control(const QString &name)
    {
        for (auto *widget : m_rig->window.settingsDialog().findChildren<W *>()) {
            if (widget->accessibleName() == name) {
                return widget;
            }
        }
        return nullptr;
    }

private Q_SLOTS:
    void searchFindsByWordsOfTitleTextAndOptions()
    {
        m_rig->window.showSettings();
        auto &dialog = m_rig->window.settingsDialog();
        auto *search = dialog.findChild<SearchField *>();
        QTest::keyClicks(search, QStringLiteral("dark"));
        QCOMPARE(dialog.shownSettings(), QStringList(QStringLiteral("appearance.scheme")));
        search->clear();
        QTest::keyClicks(search, QStringLiteral("left off"));
        QCOMPARE(dialog.shownSettings(), QStringList(QStringLiteral("window.restore")));
        search->clear();
        QTest::keyClicks(search, QStringLiteral("qqq"));
        QVERIFY(dialog.shownSettings().isEmpty());
        search->clear();
        QVERIFY(dialog.shownSettings().contains(QStringLiteral("appearance.textSize")));
    }

    void aPageOfAnotherRoomIsReachedByItsCommandAndFoundByItsWords()
    {
        int made = 0;
        QPointer<QWidget> page;
        m_rig->window.addSettingsPage({QStringLiteral("history"), QStringLiteral("History"), QStringLiteral("retention old runs"), QStringLiteral("How long history is kept"), QStringLiteral("history"), [&] {
                                           ++made;
                                           page = new QWidget;
                                           return page.data();
                                       }});
        QCOMPARE(made, 0);
        auto *command = m_rig->actions.find(QStringLiteral("settings.history"));
        QVERIFY(command && m_rig->actions.spec(QStringLiteral("settings.history"))->inPalette);
        command->trigger();
        QCOMPARE(made, 1);
        QVERIFY(page->isVisible());
        auto &dialog = m_rig->window.settingsDialog();
        dialog.showPage(QStringLiteral("appearance"));
        QVERIFY(!page->isVisible());
        QTest::keyClicks(dialog.findChild<SearchField *>(), QStringLiteral("retention"));
        QVERIFY(page->isVisible());
        command->trigger();
        QCOMPARE(made, 1);
    }

    void themeSwitchesLiveAndGoesBack()
    {
        m_rig->window.showSettings();
        auto *box = control<QComboBox>(QStringLiteral("Light or dark"));
        QVERIFY(box);
        const QColor before = m_rig->window.grab().toImage().pixelColor(5, 5);
        box->setFocus();
        QTest::keyClick(box, Qt::Key_End);
        QTRY_VERIFY_WITH_TIMEOUT(m_rig->theme.isDark(), 30000);
        test::pumpPending();
        const QColor after = m_rig->window.grab().toImage().pixelColor(5, 5);
        QCOMPARE(before, QColor(0xef, 0xf1, 0xf4));
        QVERIFY(after.lightness() < 60);
        QCOMPARE(QApplication::palette().color(QPalette::Window), m_rig->theme.color(Role::Window));
        auto *reset = control<QToolButton>(QStringLiteral("Reset “Light or dark” to its default"));
        QVERIFY(reset->isVisible());
        QTest::mouseClick(reset, Qt::LeftButton);
        QVERIFY(!m_rig->theme.isDark());
        QVERIFY(!reset->isVisible());
        QCOMPARE(box->currentIndex(), 0);
    }

    void textSizeChangesTheWholeWindow()
    {
        const int before = m_rig->window.status().height();
        m_rig->settings.set(QStringLiteral("appearance.textSize"), 200);
        test::pumpPending();
        QTRY_VERIFY_WITH_TIMEOUT(m_rig->window.status().height() > before, 30000);
        m_rig->settings.reset(QStringLiteral("appearance.textSize"));
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->window.status().height(), before, 30000);
    }

    void settingsAreKeptAndOnlyWhatDiffers()
    {
        m_rig->settings.set(QStringLiteral("appearance.density"), QStringLiteral("compact"));
        m_rig->settings.set(QStringLiteral("appearance.textSize"), 120);
        m_rig->settings.set(QStringLiteral("appearance.textSize"), 100);
        m_rig->settings.set(QStringLiteral("appearance.scheme"), QStringLiteral("no such"));
        m_rig->settings.set(QStringLiteral("nothing.known"), true);
        open();
        QCOMPARE(m_rig->settings.text(QStringLiteral("appearance.density")), QStringLiteral("compact"));
        QCOMPARE(m_rig->theme.density(), Density::Compact);
        QCOMPARE(m_rig->settingsFile.object().keys(), QStringList(QStringLiteral("appearance.density")));
    }

    void wrongValuesInTheFileGiveTheDefaultAndUnknownOnesStay()
    {
        m_rig.reset();
        QFile file(m_folder->path() + QStringLiteral("/settings.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"appearance.textSize": "huge", "appearance.scheme": 7, "of.a.later.version": [1]})");
        file.close();
        open();
        QCOMPARE(m_rig->settings.number(QStringLiteral("appearance.textSize")), 100);
        QCOMPARE(m_rig->settings.text(QStringLiteral("appearance.scheme")), QStringLiteral("system"));
        m_rig->settings.set(QStringLiteral("appearance.textSize"), 110);
        m_rig->settingsFile.flush();
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(QJsonDocument::fromJson(file.readAll()).object().contains(QStringLiteral("of.a.later.version")));
    }

    void aFileThatCannotBeWrittenIsSaid()
    {
        // A folder stands where the file should be: refused for every user, root too.
        QVERIFY(QDir().mkpath(m_folder->path() + QStringLiteral("/taken.json/x")));
        StateFile file(m_folder->path() + QStringLiteral("/taken.json"));
        QSignalSpy failed(&file, &StateFile::failed);
        file.set(QStringLiteral("a"), 1);
        file.flush();
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 30000);
        QVERIFY(failed.at(0).at(0).toString().contains(QStringLiteral("taken.json")));
    }

    void writtenFilesAreWholeAndOnlyForTheOwner()
    {
        const QString path = m_folder->path() + QStringLiteral("/deep/state.json");
        {
            StateFile file(path);
            for (int i = 0; i < 50; ++i) {
                file.set(QStringLiteral("n"), i);
            }
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QJsonDocument::fromJson(file.readAll()).object().value(QStringLiteral("n")).toInt(), 49);
        QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
        QCOMPARE(QDir(m_folder->path() + QStringLiteral("/deep")).entryList(QDir::Files).size(), 1);
    }

    void connectionDialogAcceptsOnlyWholeAddresses()
    {
        auto *dialog = m_rig->window.showConnection({});
        QVERIFY(QTest::qWaitForWindowExposed(dialog, 30000));
        QPushButton *connecting = nullptr;
        for (auto *button : dialog->findChildren<QPushButton *>()) {
            connecting = button->text() == QLatin1String("Connect") ? button : connecting;
        }
        QLineEdit *address = nullptr;
        QLineEdit *token = nullptr;
        for (auto *field : dialog->findChildren<QLineEdit *>()) {
            (field->echoMode() == QLineEdit::Password ? token : address) = field;
        }
        QVERIFY(connecting->isEnabled());
        QVERIFY(!address->isVisible());
        QTest::mouseClick(dialog->findChildren<QRadioButton *>().at(1), Qt::LeftButton, {}, QPoint(9, 9));
        QVERIFY(address->isVisible());
        QVERIFY(!connecting->isEnabled());
        QTest::keyClicks(token, QStringLiteral("secret"));
        for (const char *bad : {"nonsense", "ftp://server", "https://", "https://user:word@server", "https://server?token=x"}) {
            address->setText(QString::fromLatin1(bad));
            QVERIFY2(!connecting->isEnabled(), bad);
            QVERIFY(!address->accessibleDescription().isEmpty());
        }
        address->setText(QStringLiteral("https://server:8443"));
        QVERIFY(connecting->isEnabled());
        QSignalSpy chosen(dialog, &ConnectionDialog::chosen);
        QTest::keyClick(address, Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(dialog->choice().address, QStringLiteral("https://server:8443"));
        dialog->setError(QStringLiteral("The token is not known there."));
        QVERIFY(connecting->isEnabled());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(!dialog->isVisible());
    }
};

SB_GUI_TEST_MAIN(TestShellSettings)
#include "tst_shell_settings.moc"
