"""Which way is better, held against a list that was labelled by hand, Dutch and English."""

from __future__ import annotations

from bot.language.concepts import concept_of
from bot.shop.ports import Better

LOWER = """price weight_kg gewicht response_time_ms reactietijd noise_level_db geluidsniveau energy_consumption
energieverbruik_kwh water_consumption waterverbruik charging_time oplaadtijd acceleration_0_100 delivery_time
levertijd_dagen heating_time opwarmtijd boot_time co2_uitstoot fuel_consumption brandstofverbruik standby_power
distortion latency_ms input_lag assembly_time calories verzendkosten price_per_liter"""
HIGHER = """battery_life accuduur_uur ram_gb werkgeheugen storage opslagcapaciteit ssd_gb refresh_rate brightness_nits
helderheid contrast_ratio battery_capacity_mah accucapaciteit rating review_count warranty_years garantie
suction_power_pa zuigkracht max_dpi camera_mp megapixels processor_speed_ghz kloksnelheid cores threads cache_mb
vram_gb torque_nm koppel range_km actieradius top_speed horsepower gears print_speed_ppm programmes spin_speed
capacity_liters inhoud load_kg place_settings year bouwjaar noise_cancelling waterproof usb_ports aantal_poorten
fast_charging snelladen zoom optical_zoom polling_rate sensitivity signal_to_noise_ratio draaddichtheid
bluetooth_version hdr gps nfc hartslagmeter lifespan levensduur repareerbaarheid draagvermogen power_w vermogen
zelfreinigend vaatwasserbestendig kinderslot ecostand kleurweergave read_speed schrijfsnelheid airflow
luchtverplaatsing sample_rate waterkolom microphone snoerlengte filter_life iso_max protein insulation antennas"""
TASTE = """width_cm hoogte thickness screen_size schermdiagonaal colour kleur material brand firmness impedance
touchscreen frequency_response seats zitplaatsen wheel_size frame_size aspect_ratio panel_type
operating_system keyboard_layout backlit wireless foldable scent pages players storage_type fan_speed humidity
color_temperature"""
LABELLED = {
    name: better
    for better, names in ((Better.LOWER, LOWER), (Better.HIGHER, HIGHER), (Better.TASTE, TASTE))
    for name in names.split()
}


def inferred(name: str) -> Better:
    """What the lexicon says of a column with this name."""
    concept = concept_of(name)
    return Better(concept.better) if concept else Better.TASTE


class TestDirections:
    def test_nearly_all_are_known(self) -> None:
        """Of more than sixty common attributes at least 85 percent."""
        right = sum(inferred(name) is better for name, better in LABELLED.items())

        assert len(LABELLED) >= 60
        assert right >= 0.85 * len(LABELLED)

    def test_none_is_the_wrong_way_round(self) -> None:
        """Not to know is an honest answer, the heaviest is not."""
        wrong = [n for n, b in LABELLED.items() if Better.TASTE not in (b, inferred(n)) and inferred(n) is not b]

        assert wrong == []
