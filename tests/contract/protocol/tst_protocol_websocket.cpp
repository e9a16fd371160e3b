// SPDX-License-Identifier: GPL-3.0-or-later
// The protocol's contract, over a channel of kind WebSocket.
#include "protocol_contract.h"

class TestProtocolWebSocket : public ProtocolContract
{
public:
    TestProtocolWebSocket() : ProtocolContract(signalbox::test::ChannelKind::WebSocket) {}
};

SB_TEST_MAIN(TestProtocolWebSocket)
