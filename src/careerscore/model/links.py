"""Links to public services about an occupation."""

from attrs import frozen

from careerscore._record import Record

__all__ = ["Links"]


@frozen(kw_only=True)
class Links(Record):
    """Pages of public services about an occupation.

    Parameters
    ----------
    onet_online : str
        O*NET OnLine, summary.
    my_next_move : str
        My Next Move, profile.
    career_one_stop : str
        CareerOneStop, profile: local pay and job openings, which the bundled data do not hold.
    training : str
        CareerOneStop, search for training.
    video : str
        CareerOneStop, video; not every occupation has one.

    Examples
    --------
    >>> Links.of("29-2072.00").onet_online
    'https://www.onetonline.org/link/summary/29-2072.00'
    """

    onet_online: str
    my_next_move: str
    career_one_stop: str
    training: str
    video: str

    @classmethod
    def of(cls, onet_soc_code: str) -> "Links":
        """Return the links of an O*NET-SOC code.

        Examples
        --------
        >>> Links.of("29-2072.00&x=1").my_next_move
        'https://www.mynextmove.org/profile/summary/29-2072.00%26x%3D1'
        """
        # Imported here, as scoring an occupation needs no address.
        from urllib.parse import quote

        code = quote(onet_soc_code, safe="")
        stop = "https://www.careeronestop.org/Toolkit"
        return cls(
            onet_online=f"https://www.onetonline.org/link/summary/{code}",
            my_next_move=f"https://www.mynextmove.org/profile/summary/{code}",
            career_one_stop=f"{stop}/Careers/Occupations/occupation-profile.aspx?keyword={code}",
            training=f"{stop}/Training/find-local-training.aspx?keyword=&location=&onetcode={code}",
            video=f"https://cdn.careeronestop.org/OccVids/OccupationVideos/{code}.mp4",
        )
