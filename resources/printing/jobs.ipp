# The jobs of this kiosk that a queue still holds.
{
  NAME "Jobs"
  OPERATION Get-Jobs
  GROUP operation-attributes-tag
  ATTR charset attributes-charset utf-8
  ATTR naturalLanguage attributes-natural-language en
  ATTR uri printer-uri $uri
  ATTR name requesting-user-name $who
  ATTR keyword requested-attributes job-id,job-originating-user-name
  ATTR keyword which-jobs not-completed
  ATTR boolean my-jobs true
}
