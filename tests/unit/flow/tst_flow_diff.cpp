// SPDX-License-Identifier: GPL-3.0-or-later
// What two versions of a flow differ in, and taking some of it back.
#include "flow/diff.h"

#include "support/test.h"

#include <numeric>
#include <random>

using namespace signalbox;
using namespace signalbox::flow;

namespace {

const char *kBefore = R"({"id":"f","name":"Old","vars":{"a":1},"nodes":[
  {"id":"s","type":"trigger.manual"},
  {"id":"c","type":"condition","config":{"expression":"input.a"}},
  {"id":"t","type":"transform","config":{"set":{"x":1,"y":2},"list":[1,2]}},
  {"id":"m","type":"map","config":{"items":"x","body":{"nodes":[{"id":"in","type":"transform","config":{"n":1}}],"edges":[]}}},
  {"id":"o","type":"output"}],
 "edges":[{"from":"s","to":"c"},{"from":"c","to":"t"},{"from":"t","to":"m"},{"from":"m","to":"o","condition":"true"}],
 "groups":[{"id":"g","name":"Group"}],"notes":[{"id":"n","text":"Old"}],
 "flows":{"sub":{"nodes":[{"id":"k","type":"output"}],"edges":[]}},
 "layout":{"nodes":{"s":[0,0],"c":[100,0],"t":[200,0]},"groups":{"g":[0,0,100,100]},"notes":{"n":[0,0,10,10]},"edges":{"s:out>c:in":[[50,50]]}}})";

json::Value read(std::string_view text)
{
    return json::parse(text).value();
}

EditHistory historyOf(const json::Value &root)
{
    return EditHistory(Document::parse(json::write(root)).value());
}

std::string nameOf(const Change &change)
{
    std::string text;
    for (const auto &part : change.scope) {
        text += part + "/";
    }
    text += std::array{"flow", "node", "edge", "frame", "note"}[static_cast<std::size_t>(change.thing)];
    text += std::array{" + ", " - ", " ~ ", " > "}[static_cast<std::size_t>(change.kind)] + change.id;
    for (const auto &field : change.fields) {
        text += " " + toPointer(field.path);
    }
    return text + (change.moved && change.kind == ChangeKind::Changed ? " moved" : "");
}

QStringList namesOf(const std::vector<Change> &changes)
{
    QStringList names;
    for (const auto &change : changes) {
        names << QString::fromStdString(nameOf(change));
    }
    return names;
}

std::vector<std::size_t> all(const std::vector<Change> &changes)
{
    std::vector<std::size_t> list(changes.size());
    std::iota(list.begin(), list.end(), std::size_t{0});
    return list;
}

/// One random thing that a person may do to a graph.
void doSomething(EditHistory &history, std::mt19937 &random)
{
    const auto &nodes = history.root().get_object().at("nodes").get_array();
    const auto count = nodes.size();
    const auto idOf = [&](std::size_t i) { return std::string(nodes[i].get_object().at("id").get_string()); };
    switch (random() % 8) {
    case 0: history.append(Path{} / "nodes", json::Object{{"id", "new" + std::to_string(random() % 50)}, {"type", "merge"}}); break;
    case 1:
        if (count > 2) {
            history.erase(Path{} / "nodes" / (random() % count));
        }
        break;
    case 2: history.set(Path{} / "nodes" / (random() % count) / "name", json::Value(std::to_string(random() % 9))); break;
    case 3: history.set(Path{} / "layout" / "nodes" / idOf(random() % count), json::Array{static_cast<std::int64_t>(random() % 99), 5}); break;
    case 4: history.append(Path{} / "edges", json::Object{{"from", idOf(random() % count)}, {"to", idOf(random() % count)}}); break;
    case 5: {
        const auto &edges = history.root().get_object().at("edges").get_array();
        if (!edges.empty()) {
            history.erase(Path{} / "edges" / (random() % edges.size()));
        }
        break;
    }
    case 6: {
        const auto &edges = history.root().get_object().at("edges").get_array();
        if (!edges.empty()) {
            history.set(Path{} / "edges" / (random() % edges.size()) / "condition", json::Value(std::to_string(random() % 4)));
        }
        break;
    }
    default: history.set(Path{} / "vars" / ("v" + std::to_string(random() % 4)), json::Value(static_cast<std::int64_t>(random() % 9))); break;
    }
}

} // namespace

class TestFlowDiff : public SignalboxTest
{
    Q_OBJECT

private Q_SLOTS:
    void theSameHasNone()
    {
        const auto before = read(kBefore);
        QCOMPARE(namesOf(difference(before, before)), QStringList());
        // Other spacing, another order of keys and of nodes, ports that are said though they are meant anyway.
        auto after = before;
        auto &nodes = after.get_object()["nodes"].get_array();
        std::swap(nodes[1], nodes[2]);
        after.get_object()["edges"].get_array()[1] = json::Object{{"to", "t"}, {"fromPort", "true"}, {"from", "c"}, {"toPort", "in"}};
        QCOMPARE(namesOf(difference(before, after)), QStringList());
    }

    void namesEveryKind()
    {
        const auto before = read(kBefore);
        auto history = historyOf(before);
        history.begin("all");
        history.set(Path{} / "name", json::Value("New"));
        history.erase(Path{} / "vars" / "a");
        history.set(Path{} / "nodes" / std::size_t(2) / "config" / "set" / "y", json::Value(3));
        history.set(Path{} / "nodes" / std::size_t(2) / "config" / "list", json::Array{1, 5});
        history.set(Path{} / "nodes" / std::size_t(3) / "config" / "body" / "nodes" / std::size_t(0) / "config" / "n", json::Value(2));
        history.set(Path{} / "layout" / "nodes" / "s", json::Array{7, 7});
        history.set(Path{} / "layout" / "nodes" / "t", json::Array{7, 7});
        history.set(Path{} / "layout" / "nodes" / "o", json::Array{7, 7}); // it stood anywhere
        history.erase(Path{} / "nodes" / std::size_t(1));
        history.eraseMany(Path{} / "edges", {0, 1});
        history.append(Path{} / "nodes", json::Object{{"id", "w"}, {"type", "wait"}});
        history.append(Path{} / "edges", json::Object{{"from", "s"}, {"to", "w"}});
        history.set(Path{} / "edges" / std::size_t(1) / "condition", json::Value("false"));
        history.erase(Path{} / "layout" / "edges" / "s:out>c:in");
        history.set(Path{} / "notes" / std::size_t(0) / "text", json::Value("New"));
        history.set(Path{} / "layout" / "groups" / "g", json::Array{0, 0, 50, 50});
        history.set(Path{} / "flows" / "sub" / "nodes" / std::size_t(0) / "name", json::Value("K"));
        history.set(Path{} / "flows" / "more", json::Object{{"nodes", json::Array{}}});
        history.commit();
        const QStringList expected = {QStringLiteral("flow ~  /name /vars/a /flows/more"),
                                      QStringLiteral("node > s"),
                                      QStringLiteral("node ~ t /config/set/y /config/list/1 moved"),
                                      QStringLiteral("node + w"),
                                      QStringLiteral("node - c"),
                                      QStringLiteral("edge ~ m:out>o:in /condition"),
                                      QStringLiteral("edge + s:out>w:in"),
                                      QStringLiteral("edge - s:out>c:in"),
                                      QStringLiteral("edge - c:true>t:in"),
                                      QStringLiteral("frame > g"),
                                      QStringLiteral("note ~ n /text"),
                                      QStringLiteral("body/m/node ~ in /config/n"),
                                      QStringLiteral("flows/sub/node ~ k /name")};
        const auto changes = difference(before, history.root());
        QCOMPARE(namesOf(changes), expected);
        QCOMPARE(json::write(*changes[2].fields[0].before) + json::write(*changes[2].fields[0].after), std::string("23"));
        history.begin("back");
        takeBack(history, before, changes, all(changes));
        history.commit();
        QCOMPARE(namesOf(difference(before, history.root())), QStringList());
        // Nodes and edges stand in their order again, too.
        QCOMPARE(history.root().get_object().at("nodes"), before.get_object().at("nodes"));
        QCOMPARE(history.root().get_object().at("edges"), before.get_object().at("edges"));
    }

    void partComesBackWithWhatItNeeds()
    {
        const auto before = read(kBefore);
        auto history = historyOf(before);
        history.begin("cut");
        history.eraseMany(Path{} / "edges", {0, 1});
        history.erase(Path{} / "nodes" / std::size_t(1));
        history.append(Path{} / "nodes", json::Object{{"id", "w"}, {"type", "wait"}});
        history.append(Path{} / "edges", json::Object{{"from", "s"}, {"to", "w"}});
        history.append(Path{} / "edges", json::Object{{"from", "w"}, {"to", "t"}});
        history.commit();
        const auto text = history.text().value();
        const auto changes = difference(before, history.root());
        const auto find = [&](const char *name) {
            const auto at = namesOf(changes).indexOf(QString::fromLatin1(name));
            return static_cast<std::size_t>(at);
        };
        const auto after = [&](std::vector<std::size_t> chosen) {
            history.begin("part");
            takeBack(history, before, changes, chosen);
            const bool any = history.commit();
            const auto left = namesOf(difference(before, history.root()));
            if (any) {
                history.undo();
            }
            return left;
        };
        // A node brings its edges, an edge its node and that one's edges, and a node that goes takes its own along.
        const QStringList added = {QStringLiteral("node + w"), QStringLiteral("edge + s:out>w:in"), QStringLiteral("edge + w:out>t:in")};
        QCOMPARE(after({find("node - c")}), added);
        QCOMPARE(after({find("edge - s:out>c:in")}), added);
        QCOMPARE(after({find("node + w")}), (QStringList{QStringLiteral("node - c"), QStringLiteral("edge - s:out>c:in"), QStringLiteral("edge - c:true>t:in")}));
        QCOMPARE(after({find("edge + w:out>t:in")}).size(), changes.size() - 1);
        QCOMPARE(after({}).size(), static_cast<qsizetype>(changes.size()));
        QCOMPARE(history.text().value(), text);
    }

    void theOrderOfEdgesIsADifference()
    {
        const auto before = read(kBefore);
        auto after = before;
        auto &edges = after.get_object()["edges"].get_array();
        std::swap(edges[0], edges[2]);
        const auto changes = difference(before, after);
        QCOMPARE(namesOf(changes), QStringList{QStringLiteral("flow ~  /edges")});
        auto history = historyOf(after);
        history.begin("back");
        takeBack(history, before, changes, all(changes));
        history.commit();
        QCOMPARE(history.root(), before);
    }

    void takenBackAtRandomNothingIsLeft()
    {
        for (unsigned seed = 1; seed <= 60; ++seed) {
            std::mt19937 random(seed);
            const auto before = read(kBefore);
            auto history = historyOf(before);
            for (int i = 0; i < 25; ++i) {
                history.begin("edit");
                doSomething(history, random);
                history.commit();
            }
            const auto text = history.text();
            const auto changes = difference(before, history.root());
            // First some of it, then the rest.
            std::vector<std::size_t> some;
            for (std::size_t i = 0; i < changes.size(); ++i) {
                if (random() % 2 == 0) {
                    some.push_back(i);
                }
            }
            history.begin("some");
            takeBack(history, before, changes, some);
            const bool any = history.commit();
            const auto left = difference(before, history.root());
            QVERIFY2(left.size() <= changes.size(), qPrintable(namesOf(left).join(u'\n')));
            history.begin("rest");
            takeBack(history, before, left, all(left));
            const bool more = history.commit();
            // A node that came back brings no edge to a node that was not there yet: at most one more time.
            const auto rest = difference(before, history.root());
            history.begin("last");
            takeBack(history, before, rest, all(rest));
            const bool last = history.commit();
            QCOMPARE(namesOf(difference(before, history.root())), QStringList());
            for (const bool step : {any, more, last}) {
                if (step) {
                    history.undo();
                }
            }
            QCOMPARE(history.text().has_value(), text.has_value());
            if (text) {
                QCOMPARE(*history.text(), *text);
            }
        }
    }

    void strangeShapesAreNoDifferenceThatHarms()
    {
        const auto before = read(kBefore);
        for (const char *text : {"{}", "[]", "7", R"({"nodes":{},"edges":7,"layout":[]})", R"({"nodes":[1,{},{"id":"s"},{"id":"s"}],"edges":[{"from":"s"},7],"layout":{"nodes":7},"flows":[]})"}) {
            const auto after = read(text);
            const auto there = difference(before, after);
            const auto back = difference(after, before);
            QVERIFY(!there.empty());
            auto history = historyOf(before);
            history.begin("back");
            takeBack(history, after, back, all(back));
            history.commit();
            history.undo();
            QCOMPARE(history.root(), before);
        }
    }
};

SB_TEST_MAIN(TestFlowDiff)
#include "tst_flow_diff.moc"
