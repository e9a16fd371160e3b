// SPDX-License-Identifier: GPL-3.0-or-later
// Fields of the inspector that offer something: models, files, names, secrets; code; and numbers as languages write them.
#include "flow_rig.h"
#include "gui/support/pseudo_translator.h"
#include "run_flows.h"

#include "api/model_calls.h"
#include "support/raw_server.h"
#include "ui/flow/replay_bar.h"
#include "ui/flow/text_field.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::ui;
using test::FlowRig;

class TestInspectorFields : public SignalboxTest
{
    Q_OBJECT

    std::unique_ptr<FlowRig> m_rig;
    std::unique_ptr<Inspector> m_inspector;

    void setUp() override
    {
        m_rig = std::make_unique<FlowRig>();
        m_inspector = std::make_unique<Inspector>(m_rig->theme);
        m_inspector->resize(340, 900);
        m_inspector->setDocument(&m_rig->openText(kFields, "fields"));
        m_inspector->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_inspector.get(), 30000));
    }
    void tearDown() override
    {
        m_inspector.reset();
        m_rig.reset();
    }

    void select(const char *node)
    {
        m_rig->canvas().selectIds({node});
        test::pumpPending();
        m_inspector->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_inspector.get(), 30000));
    }
    FieldEditor *editorOf(const char *field) { return m_inspector->configForm()->row(field)->editor(); }
    TextField *textOf(const char *field) { return editorOf(field)->findChild<TextField *>(); }
    QToolButton *buttonOf(const char *field)
    {
        for (auto *button : editorOf(field)->findChildren<QToolButton *>()) {
            if (button->accessibleName().startsWith(QLatin1String("Choose"))) {
                return button;
            }
        }
        return nullptr;
    }
    // A list that was open has taken the focus with it where there is no window manager.
    void focus(QWidget *widget)
    {
        m_inspector->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_inspector.get(), 30000));
        widget->setFocus();
        QVERIFY(test::pumpUntil([&] { return widget->hasFocus(); }));
    }
    void type(QWidget *widget, const QString &text)
    {
        focus(widget);
        QTest::keyClicks(widget, text);
        test::pumpPending();
    }
    json::Value config(const char *node) { return json::parse(m_rig->configText(node)).value(); }
    // What the open list of a field offers; nothing: it is closed.
    QStringList offered(TextField *field)
    {
        const auto *completer = field->findChild<QCompleter *>();
        QStringList list;
        if (!completer || !completer->popup()->isVisible()) {
            return list;
        }
        const auto *model = completer->completionModel();
        for (int row = 0; row < model->rowCount(); ++row) {
            list << model->index(row, 0).data().toString();
        }
        return list;
    }

private Q_SLOTS:
    void providersAndModelsAreOffered()
    {
        test::RawServer server([](test::RawConnection &connection) {
            const std::string body = R"({"object":"list","data":[{"id":"big-1","object":"model"},{"id":"small-1","object":"model"}]})";
            while (connection.readRequest()) {
                connection.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
            }
        });
        const auto put = [&](const char *id, api::ProviderKind kind) {
            api::ProviderPutParams params;
            params.id = id;
            params.kind = kind;
            params.baseUrl = kind == api::ProviderKind::Group ? std::string() : server.url();
            if (kind == api::ProviderKind::Group) {
                params.members = {api::GroupMember{"house", "", 1, {}, {}, 0}};
            }
            return m_rig->call<api::ProvidersPut>(std::move(params)).ok();
        };
        select("ask");
        auto *provider = textOf("provider");
        auto *button = buttonOf("provider");
        QVERIFY(provider && button);
        QVERIFY(provider->accessibleName() == QLatin1String("Provider") && button->accessibleName() == QLatin1String("Choose Provider"));
        // Without any, it says what to do.
        button->click();
        QVERIFY(test::pumpUntil([&] { return m_rig->messages.contains(QStringLiteral("No provider of models is set up yet.")); }));
        // What is set up meanwhile is there by itself.
        QVERIFY(put("house", api::ProviderKind::OpenAiCompatible));
        QVERIFY(put("everybody", api::ProviderKind::Group));
        QVERIFY(test::pumpUntil([&] {
            button->click();
            return offered(provider).size() == 2;
        }));
        QVERIFY2(offered(provider).contains(QStringLiteral("house")) && offered(provider).contains(QStringLiteral("everybody · group of 1 providers")), qPrintable(offered(provider).join(u'|')));
        auto *list = provider->findChild<QCompleter *>()->popup();
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Return);
        test::pumpPending();
        QVERIFY2(config("ask").at("provider") == "everybody" || config("ask").at("provider") == "house", m_rig->configText("ask").c_str());
        // The models of whoever is asked; a group has those of its members. Alt+Down opens the list, too.
        auto *model = textOf("model");
        focus(model);
        QTest::keyClick(model, Qt::Key_Down, Qt::AltModifier);
        QVERIFY(test::pumpUntil([&] { return offered(model).size() == 2; }));
        QCOMPARE(offered(model), QStringList({QStringLiteral("big-1"), QStringLiteral("small-1")}));
        QTest::keyClick(model->findChild<QCompleter *>()->popup(), Qt::Key_Escape);
        // As one types; and what is in no list stays as it was typed.
        type(model, QStringLiteral("sm"));
        QCOMPARE(offered(model), QStringList{QStringLiteral("small-1")});
        QTest::keyClick(model, Qt::Key_Return);
        test::pumpPending();
        QVERIFY(config("ask").at("model") == "sm");
        type(model, QStringLiteral("{{ vars.model }}"));
        QVERIFY(config("ask").at("model") == "sm{{ vars.model }}");
    }

    void pathsAreChosenFromWhereRunsBegin()
    {
        const QString folder = m_rig->folder() + QStringLiteral("/files");
        m_rig->bench->setFilesFolder(folder);
        const auto choose = [&](const char *node, const QString &path) {
            select(node);
            auto *button = buttonOf("path");
            if (!button) {
                return QFileDialog::AnyFile;
            }
            button->click();
            QPointer<QFileDialog> dialog;
            test::pumpUntil([&] {
                dialog = m_inspector->findChild<QFileDialog *>();
                return dialog && dialog->isVisible();
            });
            const auto mode = dialog->fileMode();
            Q_EMIT dialog->fileSelected(path);
            dialog->close();
            test::pumpUntil([&] { return !dialog; });
            return mode;
        };
        QCOMPARE(choose("read", folder + QStringLiteral("/in/report.md")), QFileDialog::ExistingFile);
        QVERIFY(config("read").at("path") == "in/report.md");
        QCOMPARE(textOf("path")->text(), QStringLiteral("in/report.md"));
        QCOMPARE(choose("write", folder + QStringLiteral("/out.md")), QFileDialog::AnyFile);
        QVERIFY(config("write").at("path") == "out.md");
        QVERIFY(m_rig->messages.isEmpty());
        // With a pattern the path is that of a folder; beyond the folder it is told.
        m_rig->document().editor()->setNodeMember("read", {"config", "glob"}, json::Value("*.md"));
        QCOMPARE(choose("read", QStringLiteral("/elsewhere")), QFileDialog::Directory);
        QVERIFY(config("read").at("path") == "/elsewhere");
        QVERIFY(m_rig->messages.join(u' ').contains(folder));
        // Templates stay possible.
        auto *path = textOf("path");
        path->selectAll();
        type(path, QStringLiteral("{{ input.folder }}"));
        QVERIFY(config("read").at("path") == "{{ input.folder }}");
    }

    void codeHasLinesAndSaysWhatDoesNotClose()
    {
        select("script");
        auto *code = textOf("code");
        QVERIFY(code);
        QCOMPARE(code->mode(), TextField::Mode::Code);
        QVERIFY(QFontInfo(code->font()).fixedPitch());
        QVERIFY(code->viewport()->x() > code->fontMetrics().horizontalAdvance(QStringLiteral("00"))); // room for numbers
        code->selectAll();
        type(code, QStringLiteral("if (input.a) {"));
        QVERIFY(!m_inspector->configForm()->row("code")->problem().isEmpty());
        QTest::keyClick(code, Qt::Key_Escape);
        QTest::keyClick(code, Qt::Key_Return);
        QTest::keyClicks(code, QStringLiteral("return 1;"));
        QTest::keyClick(code, Qt::Key_Return);
        QTest::keyClicks(code, QStringLiteral("}"));
        test::pumpPending();
        QCOMPARE(QString::fromStdString(std::string(config("script").at("code").get_string())), QStringLiteral("if (input.a) {\n  return 1;\n}"));
        QVERIFY2(m_inspector->configForm()->row("code")->problem().isEmpty(), qPrintable(m_inspector->configForm()->row("code")->problem()));
        QCOMPARE(m_rig->document().editor()->history().position(), std::size_t(1));
        // Names, and marks for what is JavaScript.
        QTest::keyClick(code, Qt::Key_Return);
        focus(code);
        QTest::keyClicks(code, QStringLiteral("nodes.st"));
        QVERIFY2(offered(code).contains(QStringLiteral("nodes.start.output")), qPrintable(offered(code).join(u' ') + code->toPlainText()));
        const auto formats = code->document()->findBlockByNumber(1).layout()->formats();
        QVERIFY(std::any_of(formats.begin(), formats.end(), [&](const auto &range) { return range.format.foreground().color() == m_rig->theme.color(Role::SyntaxKeyword); }));
    }

    void secretsOfAnyNameAreReferredTo()
    {
        for (const char *name : {"shop-token", "door.key", "plain"}) {
            QVERIFY(m_rig->call<api::SecretsSet>({name, "nobody sees this"}).ok());
        }
        m_rig->bench->refresh();
        QVERIFY(test::pumpUntil([&] { return m_rig->bench->secrets().size() == 3; }));
        select("call");
        auto *auth = editorOf("auth")->findChild<SchemaForm *>();
        auto *token = auth->row("token")->editor()->findChild<QComboBox *>();
        QVERIFY(token);
        const auto choose = [&](const char *name) {
            const int at = token->findText(QString::fromLatin1(name));
            token->setCurrentIndex(at);
            Q_EMIT token->activated(at);
            test::pumpPending();
            return QString::fromStdString(std::string(config("call").at("auth").at("token").get_string()));
        };
        QCOMPARE(choose("shop-token"), QStringLiteral("{{ secrets['shop-token'] }}"));
        QCOMPARE(token->currentText(), QStringLiteral("shop-token"));
        QCOMPARE(choose("door.key"), QStringLiteral("{{ secrets['door.key'] }}"));
        QCOMPARE(choose("plain"), QStringLiteral("{{ secrets.plain }}"));
        // However it is written.
        m_rig->document().editor()->setNodeMember("call", {"config", "auth", "token"}, json::Value("{{secrets[\"shop-token\"]}}"));
        test::pumpPending();
        QCOMPARE(token->currentText(), QStringLiteral("shop-token"));
        QVERIFY(namesFor(m_rig->document(), "call").contains(QStringLiteral("secrets['shop-token']")));
        m_rig->document().perform(QStringLiteral("flow.validate"));
        QVERIFY(test::pumpUntil([&] { return m_rig->document().lookedThrough() == m_rig->document().editor()->history().revision(); }));
        for (const auto &problem : m_rig->document().problems()) {
            QVERIFY2(!problem.code.starts_with("secret."), problem.message.c_str());
        }
    }

    void numbersAreWrittenAsLanguagesDo()
    {
        m_inspector->setLocale(QLocale(QLocale::German, QLocale::Germany));
        select("ask");
        auto *temperature = editorOf("temperature")->findChild<QLineEdit *>();
        type(temperature, QStringLiteral("0,7"));
        QVERIFY(config("ask").at("temperature") == 0.7);
        QVERIFY(m_inspector->configForm()->row("temperature")->problem().isEmpty());
        QTest::keyClick(temperature->parentWidget(), Qt::Key_Up);
        QVERIFY(config("ask").at("temperature") == 0.8);
        temperature->selectAll();
        type(temperature, QStringLiteral("0.7"));
        QVERIFY(config("ask").at("temperature") == 0.7);
        QTest::keyClick(temperature->parentWidget(), Qt::Key_Down);
        QCOMPARE(temperature->text(), QStringLiteral("0.6"));
        QVERIFY(config("ask").at("temperature") == 0.6);
        auto *tokens = editorOf("maxTokens")->findChild<QLineEdit *>();
        type(tokens, QStringLiteral("1.000"));
        QVERIFY(config("ask").at("maxTokens") == 1000);
        QTest::keyClick(tokens->parentWidget(), Qt::Key_Up);
        QCOMPARE(tokens->text(), QStringLiteral("1001"));
        tokens->selectAll();
        type(tokens, QStringLiteral("many"));
        QVERIFY(!m_inspector->configForm()->row("maxTokens")->problem().isEmpty());
        tokens->selectAll();
        type(tokens, QStringLiteral("inf"));
        QVERIFY(!m_inspector->configForm()->row("maxTokens")->problem().isEmpty());
    }

    // Names follow what happens while the form is open: steps that are connected, runs that end, times that are shown.
    void namesAreThoseOfNow()
    {
        auto &document = m_rig->openText(kPreviewed, "preview");
        m_inspector->setDocument(&document);
        select("later");
        auto *field = textOf("expression");
        const auto complete = [&](const QString &text) {
            focus(field);
            field->selectAll();
            QTest::keyClicks(field, text);
            const auto list = offered(field);
            if (auto *completer = field->findChild<QCompleter *>()) {
                completer->popup()->hide();
            }
            document.editor()->setNodeMember("later", {"config", "expression"}, json::Value("input.greeting"));
            test::pumpPending();
            return list;
        };
        QVERIFY(!complete(QStringLiteral("input.")).contains(QStringLiteral("input.greeting")));
        document.startRun(json::Object{{"name", "Ada"}});
        QVERIFY2(m_rig->waitForRun(Millis(15000)), qPrintable(m_rig->messages.join(u' ')));
        QVERIFY(complete(QStringLiteral("input.")).contains(QStringLiteral("input.greeting")));
        document.perform(QStringLiteral("run.overTime"));
        QVERIFY(test::pumpUntil([&] { return document.isReplaying(); }));
        while (document.replayBar()->track()->position() > 0) {
            document.replayBar()->step(-1);
        }
        QVERIFY(!complete(QStringLiteral("input.")).contains(QStringLiteral("input.greeting")));
        document.perform(QStringLiteral("run.overTime"));
        QVERIFY(!document.isReplaying());
        QVERIFY(complete(QStringLiteral("input.")).contains(QStringLiteral("input.greeting")));
        // Another step in front of it.
        QVERIFY(!complete(QStringLiteral("nodes.")).contains(QStringLiteral("nodes.never.output")));
        document.editor()->connectPorts({"never", "out"}, {"later", "in"});
        test::pumpPending();
        QVERIFY(complete(QStringLiteral("nodes.")).contains(QStringLiteral("nodes.never.output")));
    }

    // Also in a flow of the file, whose steps stand below the node that runs it.
    void namesInAFlowOfTheFile()
    {
        auto &document = m_rig->openText(kFlowOfTheFile, "outer");
        document.startRun(json::Object());
        QVERIFY(m_rig->waitForRun());
        document.editor()->setScope({"flows", "inner"});
        test::pumpPending();
        QVERIFY(namesFor(document, "two").contains(QStringLiteral("input.deep.n")));
    }

    void limitsSpeakTheLanguageOfTheWindow()
    {
        test::PseudoTranslator translator;
        qApp->installTranslator(&translator);
        select("call");
        m_rig->canvas().selectNone();
        test::pumpPending();
        int limits = 0;
        for (auto *form : m_inspector->findChildren<SchemaForm *>()) {
            for (const char *name : {"timeout", "steps", "depth", "parallel", "tokens", "repeats", "overlap", "startsPerMinute", "pause"}) {
                if (const auto *row = form->row(name)) {
                    QVERIFY2(row->spec().title.startsWith(u'['), qPrintable(row->spec().title));
                    ++limits;
                }
            }
        }
        qApp->removeTranslator(&translator);
        QCOMPARE(limits, 9);
    }
};

SB_GUI_TEST_MAIN(TestInspectorFields)
#include "tst_inspector_fields.moc"
