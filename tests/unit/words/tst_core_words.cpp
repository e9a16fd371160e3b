// SPDX-License-Identifier: GPL-3.0-or-later
// What the core says is known to the windows, all of it, and reads in German: the lists in ui/words are made again from
// the node types, the samples and the sources, and what the validator and the readers say is said to a German window.
#include "said.h"
#include "sentence_scan.h"

#include "gui/support/pseudo_translator.h"
#include "support/test.h"

#include "ui/words/markdown.h"
#include "ui/words/words.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSet>
#include <QTranslator>

using namespace signalbox;

namespace {

QString top()
{
    return QString::fromStdString(test::sourceDir()) + u'/';
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Texts in the order in which they are first met.
class Texts
{
public:
    void add(std::string_view text)
    {
        if (!text.empty() && !m_known.contains(QByteArray(text.data(), static_cast<qsizetype>(text.size())))) {
            m_known.insert(QByteArray(text.data(), static_cast<qsizetype>(text.size())));
            m_code += "    QT_TRANSLATE_NOOP(\"core\", " + literal(text) + "),\n";
        }
    }
    void addHeading(const std::string &heading)
    {
        if (std::exchange(m_heading, heading) == heading) {
            return;
        }
        m_code += "    // " + QByteArray::fromStdString(heading) + "\n";
    }
    bool has(std::string_view text) const { return m_known.contains(QByteArray(text.data(), static_cast<qsizetype>(text.size()))); }
    const QSet<QByteArray> &all() const { return m_known; }
    QByteArray code() const { return m_code; }

private:
    static QByteArray literal(std::string_view text)
    {
        QByteArray code = "\"";
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char c = text[i];
            if (c == '\n') {
                code += i + 1 < text.size() ? "\\n\"\n                              \"" : "\\n";
            } else {
                code += c == '"' || c == '\\' ? QByteArray("\\") + c : QByteArray(1, c);
            }
        }
        return code + '"';
    }

    QSet<QByteArray> m_known;
    QByteArray m_code;
    std::string m_heading;
};

QByteArray fileOf(const char *what, const char *name, const QByteArray &code)
{
    return QByteArray("// SPDX-License-Identifier: GPL-3.0-or-later\n// ") + what
        + "\n// Made by tst_core_words (README.md says how); do not edit.\n#include \"ui/words/words.h\"\n\n#include <QtGlobal>\n\n"
          "namespace signalbox::words {\n\nnamespace {\n\nconstexpr const char *kTexts[] = {\n"
        + code + "};\n\n} // namespace\n\nstd::span<const char *const> " + name + "()\n{\n    return kTexts;\n}\n\n} // namespace signalbox::words\n";
}

// What a list lacks and what it has too much, or nothing. Writes the list where that is asked for.
QString differences(const QString &path, const Texts &wanted, const QByteArray &code, std::span<const char *const> listed)
{
    if (qEnvironmentVariableIsSet("SIGNALBOX_UPDATE_WORDS") && readFile(top() + path) != code) {
        QFile file(top() + path);
        return file.open(QIODevice::WriteOnly) && file.write(code) == code.size() ? QString() : path + QStringLiteral(" could not be written");
    }
    QSet<QByteArray> known;
    QStringList problems;
    for (const char *text : listed) {
        known.insert(text);
        if (!wanted.has(text)) {
            problems << QStringLiteral("said no more: ") + QString::fromUtf8(text);
        }
    }
    for (const auto &text : wanted.all()) {
        if (!known.contains(text)) {
            problems << QStringLiteral("new: ") + QString::fromUtf8(text);
        }
    }
    return problems.isEmpty() ? QString() : path + QStringLiteral(" is out of date; ui/words/README.md says what to do\n  ") + problems.join(QStringLiteral("\n  "));
}

void addMarkdown(Texts &texts, std::string_view markdown)
{
    for (const auto &piece : words::piecesOf(markdown)) {
        if (!piece.isCode) {
            texts.add(piece.text);
        }
    }
}

void addSchema(Texts &texts, const json::Value &schema, bool isFields = false)
{
    if (const auto *list = schema.if_array()) {
        for (const auto &entry : *list) {
            addSchema(texts, entry);
        }
    } else if (const auto *members = schema.if_object()) {
        for (const auto &member : *members) {
            const std::string_view key = member.key();
            if (!isFields && (key == "default" || key == "examples" || key == "enum" || key == "const")) {
                continue;
            }
            if (!isFields && (key == "title" || key == "description") && member.value().is_string()) {
                texts.add(member.value().get_string());
            } else {
                addSchema(texts, member.value(), !isFields && key == "properties");
            }
        }
    }
}

Texts catalogueTexts()
{
    const test::Registered registered;
    Texts texts;
    for (const auto *type : registered.registry.catalogue().all()) {
        texts.addHeading(type->name);
        texts.add(type->title);
        texts.add(type->summary);
        addSchema(texts, type->schema);
        for (const auto &ports : {type->inputs, type->outputs}) {
            for (const auto &port : ports) {
                texts.add(port.title);
                addSchema(texts, port.schema);
            }
        }
        addMarkdown(texts, type->documentation);
    }
    texts.addHeading("samples");
    const QDir samples(top() + QStringLiteral("resources/samples"));
    for (const auto &name : samples.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const QByteArray readme = readFile(samples.filePath(name) + QStringLiteral("/README.md"));
        texts.add(readme.left(readme.indexOf('\n')).mid(2).toStdString());
        const auto flow = json::parse(readFile(samples.filePath(name) + QStringLiteral("/flow.json")).toStdString());
        if (flow && flow->is_object()) {
            texts.add(json::text(flow->get_object(), "name"));
            texts.add(json::text(flow->get_object(), "description"));
        }
    }
    return texts;
}

// What is said to programs only, never to a person at a window: by REST, in the description of the calls.
bool isForPrograms(const QString &path)
{
    static const QSet<QString> files = {QStringLiteral("core/api/openapi.cpp"), QStringLiteral("core/api/rest.cpp"), QStringLiteral("core/transport/http_checks.cpp"),
                                        QStringLiteral("core/transport/http_connection.cpp"), QStringLiteral("core/transport/http_server.cpp")};
    return files.contains(path) || path.startsWith(QLatin1String("core/openai/")) || path.endsWith(QLatin1String("_calls.h"));
}

bool isNoSentence(const std::string &text)
{
    static const QSet<QByteArray> texts = {"Basic %1", "Bearer %1", "SQLite %1"};
    return !test::isSentence(text) || texts.contains(QByteArray::fromStdString(text));
}

QStringList sourceFiles()
{
    QStringList paths{QStringLiteral("app/desktop/sample_places.cpp")};
    QDirIterator walk(top() + QStringLiteral("core"), {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        paths << walk.next().mid(top().size());
    }
    paths.sort();
    return paths;
}

Texts sentences()
{
    const auto catalogue = catalogueTexts();
    Texts texts;
    for (const auto &path : sourceFiles()) {
        if (isForPrograms(path)) {
            continue;
        }
        bool isNamed = false;
        for (const auto &found : test::textsOfSource(readFile(top() + path).toStdString())) {
            if (isNoSentence(found.text) || catalogue.has(found.text) || texts.has(found.text)) {
                continue;
            }
            if (!isNamed) {
                texts.addHeading(path.left(path.lastIndexOf(u'/')).toStdString());
                isNamed = true;
            }
            texts.add(found.text);
        }
    }
    return texts;
}

// What is left when values in quotes are taken out.
QString withoutValues(QString text)
{
    static const QRegularExpression quoted(QStringLiteral("„[^“]*“|\"[^\"]*\"|`[^`]*`|\\{\\{.*?\\}\\}|/[\\w/]*|\\w+[.\\[]\\w[^ ]*"));
    return text.remove(quoted);
}

QString english(const QString &text)
{
    static const QRegularExpression word(QStringLiteral("\\b(the|is|are|of|and|or|to|has|must|with|which|this|not|no|it|does|be|by|write|an|for|from|than|remove|add)\\b"),
                                         QRegularExpression::CaseInsensitiveOption);
    return word.match(withoutValues(text)).captured();
}

class German
{
public:
    German()
    {
        if (!m_translator.load(QStringLiteral(":/translations/signalbox_de.qm"))) {
            qFatal("the German translation is missing");
        }
        QCoreApplication::installTranslator(&m_translator);
    }
    ~German() { QCoreApplication::removeTranslator(&m_translator); }
    Q_DISABLE_COPY_MOVE(German)

    bool knows(const char *text) const { return !m_translator.translate("core", text).isEmpty(); }

private:
    QTranslator m_translator;
};

QStringList notGerman(const std::vector<std::string> &sentences)
{
    QStringList problems;
    const German german;
    for (const auto &sentence : sentences) {
        const QString said = words::sentence(sentence);
        if (!sentence.empty() && (said == QString::fromStdString(sentence) || !english(said).isEmpty())) {
            problems << QString::fromStdString(sentence) + QStringLiteral("\n  -> ") + said + QStringLiteral("  [") + english(said) + u']';
        }
    }
    return problems;
}

QStringList lost(const std::vector<std::string> &sentences)
{
    QStringList problems;
    for (const auto &sentence : sentences) {
        if (words::sentence(sentence) != QString::fromStdString(sentence)) {
            problems << QString::fromStdString(sentence) + QStringLiteral("\n  -> ") + words::sentence(sentence);
        }
    }
    return problems;
}

} // namespace

class TestCoreWords : public SignalboxTest
{
    Q_OBJECT

private Q_SLOTS:
    void theTextsOfTheCatalogueAreListed()
    {
        const auto texts = catalogueTexts();
        const auto code = fileOf("What the types of nodes and the samples say of themselves.", "catalogueTexts", texts.code());
        const auto wrong = differences(QStringLiteral("ui/words/catalogue_texts.cpp"), texts, code, words::catalogueTexts());
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    void theSentencesOfTheCoreAreListed()
    {
        const auto texts = sentences();
        const auto code = fileOf("The sentences that the core says to a person, by the rooms that say them.", "sentencePatterns", texts.code());
        const auto wrong = differences(QStringLiteral("ui/words/core_sentences.cpp"), texts, code, words::sentencePatterns());
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    void thePhrasesStandInTheSources()
    {
        QByteArray all;
        for (const auto &path : sourceFiles()) {
            all += readFile(top() + path);
        }
        all.replace("\\\"", "\"").replace("\"\n", "");
        QStringList problems;
        for (const char *phrase : words::phrasePatterns()) {
            static const QRegularExpression place(QStringLiteral("%\\d|[\",;]"));
            for (const auto &part : QString::fromUtf8(phrase).split(place)) {
                if (part.trimmed().size() > 2 && !all.contains(part.trimmed().toUtf8())) {
                    problems << QString::fromUtf8(phrase);
                }
            }
        }
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }

    void allOfItHasGerman()
    {
        const German german;
        QStringList problems;
        for (const auto &list : {words::catalogueTexts(), words::sentencePatterns(), words::phrasePatterns()}) {
            for (const char *text : list) {
                if (!german.knows(text)) {
                    problems << QString::fromUtf8(text);
                }
            }
        }
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }

    void findingsAreToldInGerman()
    {
        const auto problems = notGerman(test::findings());
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }

    void errorsAreToldInGerman()
    {
        const auto problems = notGerman(test::errors());
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }

    void aMadeUpLanguageReachesAllOfIt()
    {
        test::PseudoTranslator translator;
        QCoreApplication::installTranslator(&translator);
        const auto back = qScopeGuard([&] { QCoreApplication::removeTranslator(&translator); });
        QStringList problems;
        const auto check = [&problems](std::string_view text, const QString &said) {
            if (!text.empty() && !said.contains(u'[')) {
                problems << QString::fromStdString(std::string(text));
            }
        };
        for (const char *text : words::catalogueTexts()) {
            check(text, words::text(text));
        }
        for (const auto &list : {test::findings(), test::errors()}) {
            for (const auto &text : list) {
                check(text, words::sentence(text));
            }
        }
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }

    void englishStaysAsTheCoreSaysIt()
    {
        QVERIFY2(lost(test::findings()).isEmpty(), qPrintable(lost(test::findings()).join(u'\n')));
        QVERIFY2(lost(test::errors()).isEmpty(), qPrintable(lost(test::errors()).join(u'\n')));
    }

    void whatIsNotKnownComesBack()
    {
        const German german;
        QCOMPARE(words::sentence("ENOENT: something of another program"), QStringLiteral("ENOENT: something of another program"));
        QCOMPARE(words::sentence("TypeError: Cannot read property 'x' of null"), QStringLiteral("TypeError: Cannot read property 'x' of null"));
        QCOMPARE(words::sentence(""), QString());
        QCOMPARE(words::text("Something new"), QStringLiteral("Something new"));
    }

    void endlessTextsTakeNoTime()
    {
        const German german;
        std::string text;
        for (int i = 0; i < 2000; ++i) {
            text += i % 3 == 0 ? "a: b. " : i % 3 == 1 ? "\"x\" is, " : "from to ";
        }
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(words::sentence(text).size(), static_cast<qsizetype>(text.size()));
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }

    void namesAreNotTranslated()
    {
        const German german;
        QCOMPARE(words::sentence("The flow \"a text\" does not exist."), QStringLiteral("Den Flow „a text“ gibt es nicht."));
    }

    void markdownKeepsItsShape()
    {
        const German german;
        const auto said = words::markdown("# HTTP request\n\n```json\n{\"title\": \"Filter\"}\n\n[]\n```\nUnknown **words**.\n\n- one\n- two\n");
        QCOMPARE(said, QStringLiteral("# HTTP-Anfrage\n\n```json\n{\"title\": \"Filter\"}\n\n[]\n```\n\nUnknown **words**.\n\n- one\n- two"));
    }

    void schemasKeepTheirShape()
    {
        const German german;
        const auto schema = json::parse(R"({"type": "object", "title": "Headers", "properties": {"title": {"title": "Items", "default": {"title": "Items"}}}, "enum": ["Items"]})");
        QCOMPARE(QString::fromStdString(json::write(words::schema(*schema))),
                 QStringLiteral(R"({"type":"object","title":"Kopfzeilen","properties":{"title":{"title":"Elemente","default":{"title":"Items"}}},"enum":["Items"]})"));
    }
};

static void initTranslations()
{
    Q_INIT_RESOURCE(translations);
}

int main(int argc, char **argv)
{
    initTranslations();
    return signalbox::test::run(argc, argv, [](int count, char **words) {
        TestCoreWords test;
        return QTest::qExec(&test, count, words);
    });
}
#include "tst_core_words.moc"
