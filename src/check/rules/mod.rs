//! The rules, one per file, in the order of the guide's codes.

mod area_at_odds;
mod bare_number;
mod blended_phrases;
mod broken_ordinals;
mod byline_form;
mod cautious_word;
mod clashing_qualifiers;
mod confusable_surname;
mod confusable_word;
mod contradicted_figure;
mod cut_sentence;
mod de_particle;
mod declared_count;
mod decrease_by_times;
mod doubled_or_loose_mark;
mod doubled_word;
mod ellipsis_and_deng;
mod exact_number_with_yu;
mod fixed_wording;
mod flush_signature;
mod foreign_mark;
mod full_width_character;
mod full_width_colon;
mod future_date;
mod growth_arithmetic;
mod half_width_mark;
mod heading_mark;
mod headline_not_in_text;
mod implausible_amount;
mod impossible_date;
mod impossible_percentage;
mod internal_wording;
mod malformed_number;
mod measure_word;
mod missing_character;
mod missing_mark;
mod misspelt_word;
mod mistyped_mark;
mod mistyped_zero;
mod mixed_list_marks;
mod mixed_numeral_forms;
mod mixed_script;
mod name_variant;
mod nested_colons;
mod parts_of_a_total;
mod people_and_turnout;
mod per_item_product;
mod percentage_points;
mod percentages_of_a_whole;
mod person_variant;
mod placeholder;
mod private_data;
mod redundant_words;
mod repeated_text;
mod reprint_source;
mod reversed_negation;
mod reversed_span;
mod separator_between_marks;
mod stated_quotient;
mod stray_letters;
mod title_of_person;
mod title_signs;
mod unanchored_time;
mod unchecked_table;
mod unit_form;
mod unpaired_mark;
pub(crate) mod unsourced_figure;
mod weekday_of_date;
mod wrong_character;
mod years_at_odds;

use super::rule::Rule;
pub(crate) use misspelt_word::MISSPELT;

/// Every rule.
pub static RULES: &[&Rule] = &[
    &exact_number_with_yu::RULE,
    &clashing_qualifiers::RULE,
    &decrease_by_times::RULE,
    &growth_arithmetic::RULE,
    &percentage_points::RULE,
    &percentages_of_a_whole::RULE,
    &parts_of_a_total::RULE,
    &per_item_product::RULE,
    &declared_count::RULE,
    &people_and_turnout::RULE,
    &contradicted_figure::RULE,
    &unsourced_figure::RULE,
    &mixed_numeral_forms::RULE,
    &measure_word::RULE,
    &impossible_percentage::RULE,
    &bare_number::RULE,
    &broken_ordinals::RULE,
    &mistyped_zero::RULE,
    &malformed_number::RULE,
    &stated_quotient::RULE,
    &unit_form::RULE,
    &implausible_amount::RULE,
    &weekday_of_date::RULE,
    &impossible_date::RULE,
    &unanchored_time::RULE,
    &years_at_odds::RULE,
    &reversed_span::RULE,
    &future_date::RULE,
    &half_width_mark::RULE,
    &unpaired_mark::RULE,
    &separator_between_marks::RULE,
    &mixed_list_marks::RULE,
    &doubled_or_loose_mark::RULE,
    &heading_mark::RULE,
    &ellipsis_and_deng::RULE,
    &foreign_mark::RULE,
    &full_width_character::RULE,
    &mistyped_mark::RULE,
    &title_signs::RULE,
    &full_width_colon::RULE,
    &nested_colons::RULE,
    &doubled_word::RULE,
    &stray_letters::RULE,
    &wrong_character::RULE,
    &de_particle::RULE,
    &missing_character::RULE,
    &missing_mark::RULE,
    &name_variant::RULE,
    &placeholder::RULE,
    &cut_sentence::RULE,
    &mixed_script::RULE,
    &misspelt_word::RULE,
    &confusable_word::RULE,
    &redundant_words::RULE,
    &blended_phrases::RULE,
    &reversed_negation::RULE,
    &title_of_person::RULE,
    &confusable_surname::RULE,
    &byline_form::RULE,
    &person_variant::RULE,
    &area_at_odds::RULE,
    &fixed_wording::RULE,
    &cautious_word::RULE,
    &private_data::RULE,
    &internal_wording::RULE,
    &reprint_source::RULE,
    &unchecked_table::RULE,
    &headline_not_in_text::RULE,
    &repeated_text::RULE,
    &flush_signature::RULE,
];
