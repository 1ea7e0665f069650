"""One file per council: see CONTRIBUTING.md, "Add a council". Here are those that have no site."""

from newsarchive import NoSite

NO_SITE = (
    NoSite(
        name="donetsk",
        council="Донецька обласна рада",
        council_en="Donetsk Oblast Council",
        oblast="UA-14",
        reason="The council has not functioned since 2014, and no site of it is known.",
        reason_uk="Рада не працює з 2014 року, і жодного її сайту не відомо.",
    ),
    NoSite(
        name="luhansk",
        council="Луганська обласна рада",
        council_en="Luhansk Oblast Council",
        oblast="UA-09",
        reason="The council has not functioned since 2014, and no site of it answers; it had oblrada.lg.ua.",
        reason_uk="Рада не працює з 2014 року, і жоден її сайт не відповідає; був oblrada.lg.ua.",
    ),
    NoSite(
        name="sevastopol",
        council="Севастопольська міська рада",
        council_en="Sevastopol City Council",
        oblast="UA-40",
        reason="The city has been occupied since 2014, and no site under Ukrainian control is known.",
        reason_uk="Місто окуповане з 2014 року, і сайту під українським контролем не відомо.",
    ),
)
