// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/clientnames.h"

#include "core/visitor/agent/clientbrowser.h"
#include "core/visitor/agent/clientdevice.h"
#include "core/visitor/agent/clientsystem.h"

Client nameClient(const ParsedAgent &parsed, QByteArrayView agent)
{
    Client client;
    nameSystem(client, parsed, agent);
    nameBrowser(client, parsed, agent);
    client.device = deviceOf(agent, client.os);
    return client;
}
