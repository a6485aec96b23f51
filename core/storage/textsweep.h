// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/result.h"

/// Overwrites the texts of `dictionary` that no hit uses any more, in short transactions between which hits
/// are stored and verdicts changed; a text that is used again meanwhile stays.
///
/// The rows stay without their text: an id is never reused for another text, because readers cache
/// texts by id, and no row moves to where a copy of its neighbours would be left. Writers see in
/// `store.erased_texts` that the ids they cached are invalid (Dictionary::takeUp()).
/// Errors: "database_failed"; "verdicts_change" when bot verdicts keep changing all the while.
Result<void> eraseUnusedTexts(Database &database);
