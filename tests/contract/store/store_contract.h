// SPDX-License-Identifier: GPL-3.0-or-later
// What every store must do, whichever database lies below it. One main for each database gives the
// factory; nothing here knows which one it is.
#pragma once

#include "store/conversations.h"
#include "store/database.h"
#include "store/event_log.h"
#include "store/payload_store.h"
#include "store/repositories.h"
#include "store/run_journal.h"
#include "support/test.h"

#include <QTemporaryDir>

class StoreContract : public SignalboxTest
{
    Q_OBJECT
public:
    /// Opens the database of a folder; called again with the same folder it opens what is there.
    using Factory = std::function<std::unique_ptr<signalbox::store::Store>(const std::string &folder, const signalbox::Clock &clock)>;
    explicit StoreContract(Factory factory) : m_factory(std::move(factory)) {}

protected:
    void setUp() override;
    void tearDown() override;

private Q_SLOTS:
    void keepsARunAsItWasWritten();
    void mergesCreationAndEndOfARun();
    void updatesOnlyTheMembersThatAreSet();
    void givesRunKeysOnlyOnce();
    void refusesAStaleFence();
    void aChainEndsWithWhatWasRefused();
    void takingOverRaisesTheFence();
    void appliesBatchesOfARunInOrder();
    void aBadBatchOfATurnLeavesTheOthers();
    void anAnswerMayWaitForTheNextOfItsCommit();
    void sharesTheTextsOfRuns();
    void aBadBatchAlsoTakesItsEventsBack();
    void findsOnlyUnfinishedRuns();
    void listsRunsNewestFirstByPage();
    void deletesRunsWithTheirSteps();
    void countsWhatStandsForARun();

    void numbersEventsWithoutHoles();
    void givesEventsInOrderToTheListener();
    void forgetsTrimmedEvents();
    void aReaderMissesNoEvent();

    void savesDraftsByRevision();
    void publishesVersionsAndMovesTheLivePointer();
    void removesAFlow();
    void changesOfFlowsTellThemselves();

    void keepsWhatWasSaidByTurns();
    void aConversationIsItsOwnersAlone();
    void findsWordsInMessages();
    void findsTurnsThatNothingEnded();
    void removesAConversationWhole();

    void keepsDeadLettersWithTheirFailure();
    void decidesADeadLetterOnce();
    void decidesALetterWithTheRunThatReplaysIt();
    void reservesInEveryScopeOrInNone();
    void whatADeadOwnerReservedIsSpent();
    void callsAtOnceNeverOverspend();
    void remembersPauses();

    void keepsApprovalsWithTheirRun();
    void decidesAnApprovalOnce();
    void pagesApprovals();
    void approvalsEndWithTheirRun();

    void keepsProvidersByRevision();
    void recordsCallsOfModels();
    void sumsCallsByDay();
    void sumsCallsByModelAndProvider();
    void sumsCallsByFlow();
    void sumsAreBounded();

    void keepsRecordings();
    void aFullRecordingMissesOnlyWhatItHasNot();
    void readsARecordingAsItWas();
    void recordingsGoWithTheirRun();

    void keepsSecretsByRevision();
    void findsTokensByHash();
    void chainsTheAuditLog();
    void neverCrossesWorkspaces();
    void keepsEverythingAcrossReopening();

private:
    void reopen();
    signalbox::store::RunKey makeRun(const std::string &workspace, const std::string &id, std::int64_t fence = 1);

    Factory m_factory;
    signalbox::SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<signalbox::store::Store> m_store;
};
