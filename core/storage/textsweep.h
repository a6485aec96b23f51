// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/result.h"

/// Overwrites the texts of `dictionary` that no hit has any more, in short transactions between which hits
/// are stored and verdicts given; a text that is used meanwhile stays.
///
/// The rows stay without their text: an id is never given to another text, which readers would take for the
/// one that they remember, and no row moves to where a copy of its neighbours would be left. Writers find in
/// `store.erased_texts` that the ids they remember are void (Dictionary::takeUp()).
/// Errors: "database_failed"; "verdicts_change" when verdicts about stored hits change all the while.
Result<void> eraseUnusedTexts(Database &database);
