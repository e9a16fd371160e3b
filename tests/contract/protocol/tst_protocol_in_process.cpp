// SPDX-License-Identifier: GPL-3.0-or-later
// The protocol's contract, over a channel of kind InProcess.
#include "protocol_contract.h"

class TestProtocolInProcess : public ProtocolContract
{
public:
    TestProtocolInProcess() : ProtocolContract(signalbox::test::ChannelKind::InProcess) {}
};

SB_TEST_MAIN(TestProtocolInProcess)
