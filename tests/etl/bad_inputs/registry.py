"""Which test proves which of the 109 cases. Files of the common load register themselves by their number."""

from __future__ import annotations

from tests.etl.bad_inputs.loaded import cases

LOADED = "tests/etl/bad_inputs/test_loaded.py::test_a_bad_input_ends_as_it_must"
ETL, DASHBOARD = "tests/etl", "tests/dashboard"

ELSEWHERE: dict[int, tuple[str, ...]] = {
    6: (f"{ETL}/bad_inputs/test_arriving.py::test_a_file_that_grows_while_it_is_read_waits_for_the_next_load",),
    13: (f"{ETL}/bad_inputs/test_arriving.py::test_a_file_beyond_the_limit_is_not_even_read",),
    16: (f"{ETL}/test_screen.py::test_the_screen_knows_what_bytes_are",),
    19: (f"{ETL}/test_screen.py::test_every_broken_file_is_refused_by_reason_and_the_rest_loads",),
    25: (f"{ETL}/test_store.py::test_a_hostile_file_name_is_shown_and_stored_as_plain_text",
         f"{ETL}/test_store.py::test_the_store_goes_by_content_and_not_by_name"),
    26: (f"{ETL}/test_load.py::test_the_same_folder_twice_changes_nothing_and_says_so",
         f"{ETL}/test_load.py::test_the_same_bytes_under_a_second_name_count_once"),
    27: (f"{ETL}/test_load.py::test_a_corrected_file_replaces_its_rows_and_the_old_one_stays_on_record",),
    28: (f"{ETL}/test_recognition.py::test_a_sheet_of_no_kind_names_the_nearest_and_what_it_lacks",),
    29: (f"{ETL}/bad_inputs/test_arriving.py::test_a_file_that_nobody_may_read_is_refused_and_the_rest_loads",),
    30: (f"{ETL}/test_store.py::test_a_full_disk_is_one_sentence_and_leaves_nothing_half",),
    39: (f"{ETL}/test_recognition.py::test_columns_may_be_renamed_reordered_and_more_than_asked",),
    43: (f"{ETL}/test_rows.py::test_a_row_is_one_thing",),
    54: (f"{ETL}/test_workbook.py::test_a_late_text_in_a_column_of_numbers_is_not_lost",),
    60: (f"{ETL}/test_clean_money.py::test_the_unit_is_the_headings_else_the_captions",),
    61: (f"{ETL}/test_clean_numbers.py::test_per_cent_is_taken_as_printed",),
    65: (f"{ETL}/test_clean_dates.py::test_no_date_is_guessed",),
    71: (f"{ETL}/test_clean_words.py::test_mobile_numbers_are_masked",
         f"{ETL}/test_personal.py::test_no_phone_in_any_text_of_any_table_nor_in_the_report",
         f"{DASHBOARD}/test_contacts.py::test_what_is_no_mobile_number"),
    80: (f"{ETL}/test_load.py::test_a_corrected_file_replaces_its_rows_and_the_old_one_stays_on_record",),
    86: (f"{ETL}/test_text_table.py::test_what_cannot_be_read_is_refused_with_its_line",),
    92: (f"{ETL}/forms/test_read_back.py::test_a_form_reads_back_equal",
         f"{ETL}/forms/test_read_back.py::test_the_habits_are_noted",
         f"{ETL}/forms/test_ticks.py::test_the_ticked_option",
         f"{ETL}/forms/test_hostile.py::test_deleted_rows_hidden_text_and_placeholders_are_no_content"),
    93: (f"{ETL}/forms/test_hostile.py::test_hostile_documents_are_refused",),
    94: (f"{ETL}/forms/test_read_back.py::test_the_habits_are_noted",
         f"{ETL}/forms/test_hostile.py::test_two_applicants_with_one_code_are_not_split"),
    95: (f"{ETL}/forms/test_hostile.py::test_an_embedded_object_and_a_picture_are_left_out_and_noted",),
    96: (f"{DASHBOARD}/test_exports.py::test_csv_quotes_what_a_spreadsheet_would_run",
         f"{DASHBOARD}/test_exports.py::test_nothing_in_a_workbook_is_live"),
    97: (f"{DASHBOARD}/test_exports.py::test_nothing_in_a_workbook_is_live",),
    98: (f"{DASHBOARD}/test_hostile_names.py::test_names_are_shown_and_not_obeyed",),
    99: (f"{DASHBOARD}/test_exports.py::test_csv_holds_every_value_exactly",
         f"{DASHBOARD}/test_exports.py::test_workbook_holds_every_value_to_the_fen"),
    100: (f"{DASHBOARD}/test_file_names.py::test_file_names_are_safe",
          f"{DASHBOARD}/test_file_names.py::test_long_file_names_keep_their_suffix"),
    101: (f"{ETL}/test_personal.py::test_no_phone_in_any_text_of_any_table_nor_in_the_report",
          f"{DASHBOARD}/test_contacts.py::test_a_failing_statement_does_not_say_the_number"),
    102: (f"{ETL}/test_load.py::test_a_second_load_is_told_who_is_at_work",),
    103: (f"{ETL}/test_publish.py::test_kill_9_at_any_moment_leaves_the_last_good_build_in_service",
          f"{ETL}/test_store.py::test_a_full_disk_is_one_sentence_and_leaves_nothing_half"),
    104: (f"{DASHBOARD}/test_lists_page.py::test_a_list_stays_on_its_build_until_it_is_chosen_anew",
          "tests/browser/test_new_build.py::test_open_pages_stay_whole_until_somebody_moves_over"),
    105: (f"{DASHBOARD}/journal/test_desk.py::test_two_planners_on_one_list_see_each_other",
          f"{DASHBOARD}/test_lists_page.py::test_somebody_elses_change_is_a_conflict_and_the_reason_stays"),
    106: (f"{DASHBOARD}/journal/test_desk.py::test_a_double_click_is_one_decision",
          "tests/browser/test_lists.py::test_a_double_click_is_one_step_and_nobody_gets_past_the_quota"),
    107: (f"{DASHBOARD}/journal/test_proofs.py::test_a_crash_of_the_server_loses_nothing",
          f"{DASHBOARD}/journal/test_proofs.py::test_what_was_acknowledged_survives_a_kill"),
    108: (f"{ETL}/test_load.py::test_a_harmed_build_is_made_anew_by_the_next_load",
          f"{ETL}/test_load.py::test_a_harmed_original_stops_the_load_until_it_is_handed_in_again"),
    109: (f"{DASHBOARD}/journal/test_store.py::test_every_harm_is_seen",
          f"{DASHBOARD}/journal/test_tampering.py::test_an_edited_entry_stays_a_fault_whatever_is_written_after"),
}


def proofs() -> dict[int, list[str]]:
    """Number of the case → node ids of the tests that prove it, without their parameters."""
    found: dict[int, list[str]] = {number: [] for number in range(1, 110)}
    for case in cases():
        if LOADED not in found[case.number]:
            found[case.number].append(LOADED)
    for number, nodes in ELSEWHERE.items():
        found[number] += nodes
    return found
