"""Parameters of a URL that name no page: they tell where a reader came from, or ask for the AMP form."""

_PREFIXES = ("utm_", "mtm_", "piwik_", "matomo_", "hsa_", "oly_enc_", "oly_anon_", "at_custom", "__hs")
_CLICKS = """
    fbclid gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid msclkid yclid ysclid twclid ttclid li_fat_id
    igshid igsh epik rdt_cid irclickid rb_clickid s_kwcid ef_id wickedid _branch_match_id srsltid
"""
_LETTERS = """
    mc_cid mc_eid _hsenc _hsmi hsctatracking mkt_tok vero_id vero_conv ml_subscriber ml_subscriber_hash _kx sc_cid
    bsft_clkid bsft_uid
"""
_ANALYTICS = """
    _ga _gl _gac xtor wt_mc wt_zmc cmpid intcmp intcid ocid smid smtyp ncid ftcamp srnd traffic_source maca
    at_medium at_campaign at_campaign_type at_format at_link_id at_link_origin at_link_type at_ptr_name at_bbc_team
    pk_campaign pk_kwd pk_keyword pk_source pk_medium pk_content pk_cid ns_campaign ns_source ns_mchannel ns_linkname
    ns_fee __twitter_impression fb_action_ids fb_action_types fb_source fb_ref guccounter guce_referrer
    guce_referrer_sig
"""
_AMP = "amp_js_v amp_gsa amp_ct usqp"
_TRACKING = frozenset(f"{_CLICKS} {_LETTERS} {_ANALYTICS} {_AMP}".split())
#: pairs that ask for the AMP form of the page that they stand at
_AMP_PAIRS = frozenset(["amp", "amp=", "amp=1", "amp=true", "outputtype=amp"])


def is_tracking(pair: str) -> bool:
    """Whether a pair of a query, as it is written, names no page.

    >>> [pair for pair in ("id=7", "utm_source=rss", "amp;fbclid=x", "AMP=1", "amp=2") if is_tracking(pair)]
    ['utm_source=rss', 'amp;fbclid=x', 'AMP=1']
    """
    name = pair.partition("=")[0].lower().removeprefix("amp;")
    return name in _TRACKING or name.startswith(_PREFIXES) or pair.lower() in _AMP_PAIRS
