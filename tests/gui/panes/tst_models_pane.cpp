// SPDX-License-Identifier: GPL-3.0-or-later
// Providers and secrets on a real backend, with a server of models on loopback: connected, tested, changed, removed.
#include "pane_rig.h"

#include "support/raw_server.h"
#include "ui/models/group_dialog.h"
#include "ui/models/latency_plot.h"
#include "ui/models/models_pane.h"
#include "ui/models/provider_details.h"
#include "ui/models/provider_dialog.h"
#include "ui/models/secret_editor.h"
#include "ui/models/secrets_pane.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/search_field.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeView>

using namespace signalbox;
using namespace signalbox::ui;

namespace {

constexpr auto kKey = "sk-window-4711";

// Lists two models and answers with a word; whoever comes without the key is turned away.
class ModelServer
{
public:
    ModelServer()
        : m_server([](test::RawConnection &connection) {
            while (const auto request = connection.readRequest()) {
                connection.write(answerTo(*request));
            }
        })
    {
    }
    QString address() const { return QString::fromStdString(m_server.url()) + QStringLiteral("/v1"); }

private:
    static std::string answer(int status, const std::string &body)
    {
        return "HTTP/1.1 " + std::to_string(status) + " Said\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }
    static std::string answerTo(const test::RawRequest &request)
    {
        if (request.header("authorization") != std::string("Bearer ") + kKey) {
            return answer(401, R"({"error":{"message":"Incorrect API key provided","code":"invalid_api_key"}})");
        }
        if (request.method == "GET") {
            return answer(200, R"({"object":"list","data":[{"id":"big-1","object":"model"},{"id":"small-1","object":"model"}]})");
        }
        const std::string stream = "data: {\"id\":\"c\",\"model\":\"small-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Ready\"}}]}\n\n"
                                   "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                                   "data: {\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":3}}\n\ndata: [DONE]\n\n";
        return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: " + std::to_string(stream.size()) + "\r\n\r\n" + stream;
    }
    test::RawServer m_server;
};

void choose(QComboBox &box, const QString &text)
{
    const int at = box.findText(text);
    QVERIFY2(at >= 0, qPrintable(text));
    box.setCurrentIndex(at);
}

} // namespace

class TestModelsPane : public SignalboxTest
{
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::PaneRig> m_rig;
    std::unique_ptr<ModelServer> m_models;
    std::unique_ptr<ModelsPane> m_pane;

    void setUp() override
    {
        m_theme = std::make_unique<Theme>();
        dress(*qApp, *m_theme);
        m_models = std::make_unique<ModelServer>();
        m_rig = std::make_unique<test::PaneRig>();
        m_pane = std::make_unique<ModelsPane>(*m_theme, m_rig->clock);
        m_pane->resize(900, 600);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowActive(m_pane.get(), 30000));
        m_pane->setClient(m_rig->client.get());
    }
    void tearDown() override
    {
        m_pane.reset();
        m_rig.reset();
        m_models.reset();
        QApplication::setStyle(QStringLiteral("Fusion"));
        m_theme.reset();
    }

    // The dialog of a new server at that address, with that key in its field.
    ProviderDialog *begin(const char *key)
    {
        m_pane->addAction()->trigger();
        auto *dialog = qobject_cast<ProviderDialog *>(m_pane->dialog());
        if (!dialog) {
            return nullptr;
        }
        choose(dialog->kindField(), QStringLiteral("OpenAI-compatible server"));
        dialog->addressField().setText(m_models->address());
        choose(dialog->secretField(), QStringLiteral("A new key"));
        dialog->keyField().setText(QString::fromLatin1(key));
        return dialog;
    }
    // A provider "server" that answers, chosen in the list.
    bool connectServer(const QString &model = QStringLiteral("small-1"))
    {
        if (!test::pumpUntil([&] { return m_pane->addAction()->isEnabled(); })) {
            return false;
        }
        auto *dialog = begin(kKey);
        if (!dialog) {
            return false;
        }
        const QPointer<ProviderDialog> alive = dialog;
        dialog->modelField().setEditText(model);
        QTest::mouseClick(dialog->connectButton(), Qt::LeftButton);
        const bool answers = test::pumpUntil([&] { return dialog->connectButton()->text() == QStringLiteral("Done"); });
        QTest::mouseClick(dialog->connectButton(), Qt::LeftButton);
        if (!answers || !test::pumpUntil([&] { return !alive; })) {
            return false;
        }
        const auto revision = m_rig->call<api::ProvidersList>({})->providers.front().revision;
        return test::pumpUntil([&] {
            const auto *shown = m_pane->model().at(m_pane->list().currentIndex().row());
            return shown && shown->id == "server" && shown->revision == revision;
        });
    }

private Q_SLOTS:
    void aProviderIsConnectedByItsKey()
    {
        QVERIFY(test::pumpUntil([&] { return m_pane->addAction()->isEnabled(); }));
        auto *dialog = begin("");
        QVERIFY(dialog);
        const QPointer<ProviderDialog> alive = dialog;
        QCOMPARE(dialog->idField().text(), QStringLiteral("server"));
        QVERIFY(!dialog->connectButton()->isEnabled()); // the key is lacking
        QTest::keyClicks(&dialog->keyField(), QString::fromLatin1(kKey));
        QCOMPARE(dialog->keyField().echoMode(), QLineEdit::Password);
        QTest::mouseClick(dialog->connectButton(), Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return dialog->modelField().count() == 2; }));
        QVERIFY(dialog->keyField().text().isEmpty()); // it is not kept in the window
        dialog->modelField().setCurrentIndex(dialog->modelField().findText(QStringLiteral("small-1")));
        QTest::mouseClick(dialog->connectButton(), Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return !alive; }));
        QVERIFY(test::pumpUntil([&] { return m_pane->model().rowCount() == 1 && m_pane->details().offered().rowCount() == 2; }));
        const auto list = m_rig->call<api::ProvidersList>({});
        QVERIFY(list);
        QCOMPARE(list->providers.front().defaultModel, std::string("small-1"));
        QCOMPARE(list->providers.front().secret, std::string("key_server"));
        const auto row = m_pane->model().index(0);
        QVERIFY(row.data(row::Detail).toString().contains(QStringLiteral("small-1")));
        QVERIFY(!row.data(Qt::AccessibleTextRole).toString().isEmpty());
    }

    void aWrongKeyIsSaidAndNothingTypedIsLost()
    {
        QVERIFY(test::pumpUntil([&] { return m_pane->addAction()->isEnabled(); }));
        auto *dialog = begin("sk-wrong");
        QVERIFY(dialog);
        QTest::mouseClick(dialog->connectButton(), Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return dialog->banner().isVisible(); }));
        QVERIFY2(!dialog->banner().text().contains(QStringLiteral("sk-wrong")), qPrintable(dialog->banner().text()));
        QCOMPARE(dialog->addressField().text(), m_models->address());
        QVERIFY(test::pumpUntil([&] { return m_pane->model().rowCount() == 1; }));
        // The right one in the same dialog.
        choose(dialog->secretField(), QStringLiteral("A new key"));
        dialog->keyField().setText(QString::fromLatin1(kKey));
        QTest::mouseClick(dialog->connectButton(), Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return dialog->modelField().count() == 2; }));
        QVERIFY(!dialog->banner().isVisible());
        dialog->reject();
    }

    void badInputIsNotSent()
    {
        QVERIFY(test::pumpUntil([&] { return m_pane->addAction()->isEnabled(); }));
        auto *dialog = begin(kKey);
        QVERIFY(dialog);
        QVERIFY(dialog->connectButton()->isEnabled());
        for (const char *address : {"", "127.0.0.1:8000", "ftp://127.0.0.1", "https://me:secret@127.0.0.1", "https://127.0.0.1?key=x"}) {
            dialog->addressField().setText(QString::fromLatin1(address));
            QVERIFY2(!dialog->connectButton()->isEnabled() && !dialog->connectButton()->toolTip().isEmpty(), address);
        }
        dialog->addressField().setText(m_models->address());
        for (const char *id : {"", "two words", "a/b"}) {
            dialog->idField().setText(QString::fromLatin1(id));
            QVERIFY2(!dialog->connectButton()->isEnabled() && !dialog->connectButton()->toolTip().isEmpty(), id);
        }
        dialog->reject();
    }

    void aTestAsksTheModelAndIsAmongTheCalls()
    {
        QVERIFY(connectServer());
        auto &details = m_pane->details();
        QTest::mouseClick(details.testButton(), Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return details.banner().text().contains(QStringLiteral("Ready")); }));
        details.showPage(ProviderDetails::Page::Calls);
        QVERIFY(test::pumpUntil([&] { return details.calls().rowCount() == 1; }));
        QVERIFY(!details.calls().index(0, ModelCalls::When).data(Qt::DecorationRole).isValid()); // it did not fail
        QCOMPARE(details.calls().index(0, ModelCalls::Tokens).data().toString(), QStringLiteral("12 + 3"));
        QCOMPARE(details.calls().index(0, ModelCalls::Cost).data().toString(), QStringLiteral("unknown"));
        QVERIFY(details.plot().isVisible());
        QVERIFY(!details.plot().accessibleDescription().isEmpty());
        QVERIFY(test::pumpUntil([&] { return m_pane->model().index(0).data(row::StateRole).toInt() == int(State::Succeeded); }));
    }

    void theModelByDefaultIsChosenFromTheList()
    {
        QVERIFY(connectServer());
        auto &details = m_pane->details();
        QVERIFY(test::pumpUntil([&] { return details.offered().rowCount() == 2; }));
        details.filterField().setText(QStringLiteral("BIG"));
        QCOMPARE(details.modelsView().model()->rowCount(), 1);
        QVERIFY(!details.defaultButton()->isEnabled());
        details.modelsView().setCurrentIndex(details.modelsView().model()->index(0, 0));
        QVERIFY(details.defaultButton()->isEnabled());
        QTest::mouseClick(details.defaultButton(), Qt::LeftButton);
        QVERIFY2(test::pumpUntil([&] { return m_pane->model().at(0)->defaultModel == "big-1"; }), qPrintable(details.banner().text()));
        QVERIFY(test::pumpUntil([&] { return details.offered().index(0, 0).data().toString().contains(QStringLiteral("by default")); }));
    }

    void removingAsksBefore()
    {
        QVERIFY(connectServer());
        auto &details = m_pane->details();
        QTest::mouseClick(details.removeButton(), Qt::LeftButton);
        QVERIFY(details.banner().isVisible());
        Q_EMIT details.banner().chosen(1);
        QVERIFY(!details.banner().isVisible());
        QCOMPARE(m_rig->call<api::ProvidersList>({})->providers.size(), std::size_t(1));
        QTest::mouseClick(details.removeButton(), Qt::LeftButton);
        Q_EMIT details.banner().chosen(0);
        QVERIFY(test::pumpUntil([&] { return m_pane->model().rowCount() == 0; }));
        QVERIFY(test::pumpUntil([&] { return !details.isVisible(); }));
        QCOMPARE(m_rig->call<api::ProvidersList>({})->providers.size(), std::size_t(0));
    }

    void aGroupIsMadeAndChanged()
    {
        QVERIFY(connectServer());
        m_pane->addGroupAction()->trigger();
        QPointer<GroupDialog> dialog = qobject_cast<GroupDialog *>(m_pane->dialog());
        QVERIFY(dialog);
        QVERIFY(!dialog->storeButton()->isEnabled() && !dialog->storeButton()->toolTip().isEmpty()); // it has no name
        QTest::keyClicks(&dialog->idField(), QStringLiteral("server"));
        QVERIFY(!dialog->storeButton()->isEnabled()); // that is a provider's
        dialog->idField().setText(QStringLiteral("either"));
        dialog->rows().front()->modelField().setText(QStringLiteral("big-1"));
        QTest::mouseClick(dialog->addButton(), Qt::LeftButton);
        QCOMPARE(dialog->rows().size(), 2);
        QTest::mouseClick(dialog->rows().back()->upButton(), Qt::LeftButton);
        QCOMPARE(dialog->rows().back()->modelField().text(), QStringLiteral("big-1"));
        choose(dialog->strategyField(), QStringLiteral("The cheapest"));
        QTest::mouseClick(dialog->storeButton(), Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return !dialog && m_pane->model().find("either"); }));
        const auto group = *m_pane->model().find("either");
        QCOMPARE(group.kind, api::ProviderKind::Group);
        QCOMPARE(group.strategy, api::Strategy::LowestCost);
        QCOMPARE(group.members.size(), std::size_t(2));
        QCOMPARE(group.members[1].model, std::string("big-1"));
        // What has no field stays.
        auto lacking = group;
        lacking.members[1].lacks = {api::Ability::Images};
        m_pane->connectProvider(lacking);
        dialog = qobject_cast<GroupDialog *>(m_pane->dialog());
        QVERIFY(dialog);
        QTest::mouseClick(dialog->rows().front()->removeButton(), Qt::LeftButton);
        QTest::mouseClick(dialog->storeButton(), Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return !dialog && m_pane->model().find("either")->members.size() == 1; }));
        QCOMPARE(m_pane->model().find("either")->members[0].lacks, std::vector<api::Ability>{api::Ability::Images});
        QVERIFY(m_rig->call<api::ProvidersList>({})->providers.size() == 2);
    }

    void whatOthersChangeIsSeen()
    {
        QVERIFY(connectServer());
        api::ProviderPutParams other;
        other.id = "other";
        other.kind = api::ProviderKind::Ollama;
        QVERIFY(m_rig->call<api::ProvidersPut>(std::move(other)));
        m_pane->reload();
        QVERIFY(test::pumpUntil([&] { return m_pane->model().rowCount() == 2; }));
        QCOMPARE(m_pane->list().currentIndex().data().toString(), QStringLiteral("server")); // what was chosen stays so
        m_pane->choose(QStringLiteral("other"));
        QVERIFY(test::pumpUntil([&] { return m_pane->list().currentIndex().data().toString() == QStringLiteral("other"); }));
        m_pane->setClient(nullptr);
        QCOMPARE(m_pane->model().rowCount(), 0);
        QVERIFY(!m_pane->addAction()->isEnabled());
    }

    void secretsAreGivenReplacedAndRemoved()
    {
        QVERIFY(connectServer());
        SecretsPane secrets(*m_theme, m_rig->clock);
        secrets.resize(400, 500);
        secrets.show();
        QVERIFY(QTest::qWaitForWindowActive(&secrets, 30000));
        secrets.setClient(m_rig->client.get());
        QVERIFY(test::pumpUntil([&] { return secrets.model().rowCount() == 1 && !secrets.model().usersOf(QStringLiteral("key_server")).isEmpty(); }));
        QVERIFY(!secrets.removeAction()->isEnabled());
        QVERIFY(secrets.addAction()->isEnabled());
        secrets.addAction()->trigger();
        QPointer<SecretEditor> editor = secrets.editor();
        QVERIFY(editor);
        for (const char *name : {"", "1st", "two words", "key_server"}) {
            editor->nameField().setText(QString::fromLatin1(name));
            editor->valueField().setText(QStringLiteral("hush-hush"));
            QVERIFY2(!editor->acceptButton()->isEnabled(), name);
        }
        editor->nameField().setText(QStringLiteral("shopToken"));
        QTest::mouseClick(editor->acceptButton(), Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return !editor && secrets.model().rowCount() == 2; }));
        const int row = secrets.model().rowOf(QStringLiteral("shopToken"));
        const auto before = secrets.model().at(row)->revision;
        secrets.list().setCurrentIndex(secrets.model().index(row));
        secrets.replaceAction()->trigger();
        editor = secrets.editor();
        QVERIFY(editor && !editor->nameField().isEnabled());
        editor->valueField().setText(QStringLiteral("hush-again"));
        QTest::mouseClick(editor->acceptButton(), Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return !editor && secrets.model().at(row)->revision > before; }));
        // Who fails without it is named before it goes.
        secrets.list().setCurrentIndex(secrets.model().index(secrets.model().rowOf(QStringLiteral("key_server"))));
        secrets.removeAction()->trigger();
        QVERIFY(secrets.banner().text().contains(QStringLiteral("server")));
        Q_EMIT secrets.banner().chosen(0);
        QVERIFY(test::pumpUntil([&] { return secrets.model().rowCount() == 1; }));
        secrets.setClient(nullptr);
        QVERIFY(!secrets.addAction()->isEnabled());
    }
};

SB_GUI_TEST_MAIN(TestModelsPane)
#include "tst_models_pane.moc"
