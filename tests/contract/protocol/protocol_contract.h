// SPDX-License-Identifier: GPL-3.0-or-later
// What the protocol promises, whichever channel carries it. One main for each kind of channel; nothing here
// knows which one it is.
#pragma once

#include "support/test.h"
#include "test_server.h"

#include <QTemporaryDir>

/// One end of a channel without a client: sends what it likes and keeps what it gets.
class RawPeer
{
public:
    explicit RawPeer(std::unique_ptr<signalbox::transport::Channel> channel);
    signalbox::transport::Channel &channel() { return *m_channel; }
    /// The answer to a request that is sent now.
    signalbox::json::Value ask(std::string_view method, signalbox::json::Object params);
    /// Sends a value as it is and gives the next message that arrives.
    signalbox::json::Value exchange(signalbox::json::Value message);
    std::vector<signalbox::api::EventView> takeEvents(std::size_t count);
    /// Whether nothing more comes: what follows is answered, and no event came before it.
    std::size_t eventsBeforeAPing();
    bool hasEnded() const { return m_ended.has_value(); }

private:
    void keep(signalbox::json::Value message);

    std::unique_ptr<signalbox::transport::Channel> m_channel;
    std::map<std::int64_t, signalbox::json::Value> m_answers;
    std::vector<signalbox::json::Value> m_others;
    std::vector<signalbox::api::EventView> m_events;
    std::optional<signalbox::Error> m_ended;
    std::int64_t m_lastId = 1000;
};

class ProtocolContract : public SignalboxTest
{
    Q_OBJECT
public:
    explicit ProtocolContract(signalbox::test::ChannelKind kind) : m_kind(kind) {}

protected:
    void setUp() override;
    void tearDown() override;

    std::unique_ptr<signalbox::client::Client> connected(std::vector<std::string> permissions = {"*"}, signalbox::client::ClientOptions options = {});
    std::unique_ptr<RawPeer> rawPeer();
    template<typename C>
    signalbox::Result<typename C::Result> call(typename C::Params params)
    {
        return signalbox::test::await(m_client->call<C>(std::move(params)), signalbox::Millis(30000));
    }
    /// Starts a run of a flow's text.
    std::string startRun(std::string text, signalbox::json::Value input = nullptr);
    /// Appends `count` durable events "test.event" with data {"n": from …}, each of about `bytes`.
    void publish(int from, int count, std::size_t bytes = 0);
    std::vector<std::string> audited();
    signalbox::api::MessageView answerTo(const std::string &conversation, const std::string &text);

    const signalbox::test::ChannelKind m_kind;
    signalbox::VirtualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<signalbox::test::TestServer> m_server;
    std::unique_ptr<signalbox::client::Client> m_client;

private Q_SLOTS:
    void saysWhatItIs();
    void givesTheSamples();
    void copiesTheDatabase();
    void looksAtEverything();
    void answersManyCallsAtOnce();
    void savesPublishesAndRemovesFlows();
    void validatesTexts();
    void checksWhatIsUnderEdit();
    void describesNodeTypes();

    void runsAFlow();
    void startingTwiceIsStartingOnce();
    void readsPayloadsByRanges();
    void derivesTheInputsOfSteps();
    void pausesAndStepsARun();
    void runsAgainFromAStep();
    void comparesTwoRuns();
    void cancelsARun();
    void decidesAStepInDoubt();
    void pagesRunsAndSteps();
    void deletesWhatIsOver();
    void keepsWhatStepsWrote();
    void findsRunsByWordsAndTime();
    void replaysDeadLetters();
    void aLetterIsReplayedOnce();
    void aHeldStepGoesOnWhereItStood();
    void showsAndResetsBreakers();
    void pausesAndQueuesStarts();
    void keepsBudgets();

    void approvesWithEditedData();
    void rejectsAndGoesOnAfterARestart();
    void onlyDecidersDecide();

    void keepsConversations();
    void commandsAnswerWithoutAModel();
    void aTurnGoesOnAfterARestart();
    void aTurnIsStopped();
    void conversationsAreTheirOwners();

    void setsUpProvidersAndAsksThem();
    void saysWhatAProviderRefuses();
    void pagesCallsOfModelsByBytes();
    void sumsWhatModelsCost();
    void foretellsWhatARunCosts();
    void managesTheEndpoint();

    void recordsAndReplaysARun();
    void givesRecordingsAway();
    void anExportStaysWholeWhileMoreIsRecorded();
    void saysWhatWasNotRecorded();

    void keepsSecretsToItself();
    void provesThatExportsHoldNoSecret();
    void movesTheKeyOfTheSecrets();
    void linksSecretsToOtherVaults();
    void issuesAndRevokesTokens();
    void refusesWithoutPermission();
    void auditsEveryChange();
    void errorsKeepTheirParts();
    void refusesBadMessages();

    void givesEventsFromACursor();
    void sendsOnlyWhatIsGranted();
    void endsASubscription();
    void aCursorThatIsGoneSaysSo();
    void givesEventsWhileTheyHappen();

    void goesOnAfterARestart();
    void callsUnderWayMeetARestart();
    void cancelsACall();
    void refusesLargeFrames();
    void saysThatNobodyAnswers();
    void endsInOrder();
    void dropsAClientThatDoesNotRead();

    void everyCallWasMade();

private:
    static std::set<std::string> s_called;
};
