// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QJsonObject>

#include <optional>

/// The parameters of an address that anyone may call, as a property of its hit: names of at most 64 bytes
/// with values of at most 256, without `url` and what names a secret, as many as fit into 2,048 bytes of
/// JSON; of equal names the last one. Nothing when there are more than 32. Pure.
std::optional<QJsonObject> sentParameters(QByteArrayView query);
