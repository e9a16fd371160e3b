// SPDX-License-Identifier: GPL-3.0-or-later
// The protocol's contract, over a channel of kind Local.
#include "protocol_contract.h"

class TestProtocolLocal : public ProtocolContract
{
public:
    TestProtocolLocal() : ProtocolContract(signalbox::test::ChannelKind::Local) {}
};

SB_TEST_MAIN(TestProtocolLocal)
