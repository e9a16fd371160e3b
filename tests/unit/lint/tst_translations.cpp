// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for the translations: each text of the sources is there, none is unfinished or left over, and what a text
// carries beside its words (places of arguments, access keys, dots) stands in the translation too.
#include "source_tree.h"

#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QXmlStreamReader>

namespace {

struct Entry
{
    QString context;
    QString source;
    QString comment;
    QString state; ///< "unfinished", "vanished", "obsolete", or empty
    bool isCount = false;
    QStringList texts; ///< one, or the forms of a count

    std::string name() const { return QString(context + u": " + source).toStdString(); }
    QString key() const { return context + u'\n' + source + u'\n' + comment; }
};

QList<Entry> readEntries(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QList<Entry> entries;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) {
            continue;
        }
        const auto name = xml.name();
        if (name == u"name") {
            context = xml.readElementText();
        } else if (name == u"message") {
            entries.push_back({});
            entries.back().context = context;
            entries.back().isCount = xml.attributes().value(QLatin1String("numerus")) == u"yes";
        } else if (name == u"source") {
            entries.back().source = xml.readElementText();
        } else if (name == u"comment") {
            entries.back().comment = xml.readElementText();
        } else if (name == u"translation") {
            entries.back().state = xml.attributes().value(QLatin1String("type")).toString();
            if (!entries.back().isCount) {
                entries.back().texts << xml.readElementText();
            }
        } else if (name == u"numerusform") {
            entries.back().texts << xml.readElementText();
        }
    }
    return entries;
}

QString top()
{
    return QString::fromStdString(signalbox::test::sourceDir());
}

QList<Entry> german()
{
    return readEntries(top() + QStringLiteral("/translations/signalbox_de.ts"));
}

QList<Entry> english()
{
    return readEntries(top() + QStringLiteral("/translations/signalbox_en.ts"));
}

QStringList placesOf(const QString &text)
{
    static const QRegularExpression place(QStringLiteral("%(?:L?[1-9]|L?n)"));
    QStringList places;
    for (auto found = place.globalMatch(text); found.hasNext();) {
        places << found.next().captured();
    }
    places.sort();
    return places;
}

std::vector<std::string> unfinished(const QList<Entry> &entries)
{
    std::vector<std::string> problems;
    for (const auto &entry : entries) {
        if (!entry.state.isEmpty() || entry.texts.isEmpty() || entry.texts.contains(QString())) {
            problems.push_back(entry.name() + " [" + (entry.state.isEmpty() ? "empty" : entry.state.toStdString()) + "]");
        } else if (entry.isCount && entry.texts.size() != 2) {
            problems.push_back(entry.name() + " [needs a singular and a plural]");
        }
    }
    return problems;
}

} // namespace

class TestTranslations : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void everyTextIsTranslated()
    {
        QVERIFY(!german().isEmpty());
        QVERIFY(!english().isEmpty());
        LINT_VERIFY(unfinished(german()));
        LINT_VERIFY(unfinished(english()));
    }

    void placesOfArgumentsStand()
    {
        std::vector<std::string> problems;
        for (const auto &entry : german() + english()) {
            for (const auto &text : entry.texts) {
                if (placesOf(text) != placesOf(entry.source)) {
                    problems.push_back(entry.name() + " -> " + text.toStdString());
                }
            }
        }
        LINT_VERIFY(problems);
    }

    void signsAroundTheWordsStand()
    {
        std::vector<std::string> problems;
        for (const auto &entry : german()) {
            for (const auto &text : entry.texts) {
                const bool spaces = entry.source.startsWith(u' ') == text.startsWith(u' ') && entry.source.endsWith(u' ') == text.endsWith(u' ');
                const bool dots = entry.source.endsWith(u'…') == text.endsWith(u'…') && entry.source.endsWith(u'.') == text.endsWith(u'.');
                if (!spaces || !dots || entry.source.count(u'&') != text.count(u'&') || entry.source.contains(QLatin1String("[*]")) != text.contains(QLatin1String("[*]"))) {
                    problems.push_back(entry.name() + " -> " + text.toStdString());
                }
            }
        }
        LINT_VERIFY(problems);
    }

    void nothingOfTheSourcesIsMissingOrLeftOver()
    {
        const QTemporaryDir folder;
        const QString found = folder.filePath(QStringLiteral("found.ts"));
        QProcess lupdate;
        lupdate.setWorkingDirectory(top());
        lupdate.setProcessChannelMode(QProcess::MergedChannels);
        lupdate.start(QStringLiteral(LUPDATE_PROGRAM), {QStringLiteral("ui"), QStringLiteral("app"), QStringLiteral("-I"), QStringLiteral("."), QStringLiteral("-I"), QStringLiteral("app"), QStringLiteral("-I"), QStringLiteral("core"),
                                                        QStringLiteral("-locations"), QStringLiteral("none"), QStringLiteral("-target-language"), QStringLiteral("de"), QStringLiteral("-ts"), found});
        QVERIFY2(lupdate.waitForFinished(), qPrintable(lupdate.errorString()));
        const QString said = QString::fromUtf8(lupdate.readAll());
        QVERIFY2(lupdate.exitCode() == 0, qPrintable(said));

        std::vector<std::string> problems;
        // Such a class asks for its texts under another name than they are kept by. What helps is Q_OBJECT,
        // Q_DECLARE_TR_FUNCTIONS, or QCoreApplication::translate() with a name of its own.
        for (const auto &line : said.split(u'\n')) {
            if (line.contains(QLatin1String("lacks Q_OBJECT")) || line.contains(QLatin1String("unknown namespace"))) {
                problems.push_back(line.toStdString());
            }
        }
        const auto compare = [&problems](const QList<Entry> &sources, const QList<Entry> &kept, const std::string &file, bool onlyCounts) {
            QSet<QString> inSources;
            QSet<QString> inFile;
            for (const auto &entry : kept) {
                inFile.insert(entry.key());
            }
            for (const auto &entry : sources) {
                inSources.insert(entry.key());
                if ((entry.isCount || !onlyCounts) && !inFile.contains(entry.key())) {
                    problems.push_back(entry.name() + " is missing in " + file + "; translations/README.md says how to add it");
                }
            }
            for (const auto &entry : kept) {
                if (!inSources.contains(entry.key())) {
                    problems.push_back(entry.name() + " is in no source any more, but in " + file);
                }
            }
        };
        const auto sources = readEntries(found);
        QVERIFY(sources.size() > 100);
        compare(sources, german(), "signalbox_de.ts", false);
        compare(sources, english(), "signalbox_en.ts", true);
        LINT_VERIFY(problems);
    }
};

SB_TEST_MAIN(TestTranslations)
#include "tst_translations.moc"
