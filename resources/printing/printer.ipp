# What a printer says of itself, and of the jobs that came from this kiosk.
{
  NAME "Printer"
  OPERATION Get-Printer-Attributes
  GROUP operation-attributes-tag
  ATTR charset attributes-charset utf-8
  ATTR naturalLanguage attributes-natural-language en
  ATTR uri printer-uri $uri
  ATTR name requesting-user-name $who
  ATTR keyword requested-attributes printer-state,printer-state-reasons,printer-is-accepting-jobs,queued-job-count,cups-version
}
{
  NAME "Jobs, not-completed"
  OPERATION Get-Jobs
  GROUP operation-attributes-tag
  ATTR charset attributes-charset utf-8
  ATTR naturalLanguage attributes-natural-language en
  ATTR uri printer-uri $uri
  ATTR name requesting-user-name $who
  ATTR integer limit 50
  ATTR keyword requested-attributes job-id,job-state,job-state-reasons,job-impressions-completed,job-name,job-originating-user-name
  ATTR keyword which-jobs not-completed
  ATTR boolean my-jobs true
}
{
  NAME "Jobs, completed"
  OPERATION Get-Jobs
  GROUP operation-attributes-tag
  ATTR charset attributes-charset utf-8
  ATTR naturalLanguage attributes-natural-language en
  ATTR uri printer-uri $uri
  ATTR name requesting-user-name $who
  ATTR integer limit 50
  ATTR keyword requested-attributes job-id,job-state,job-state-reasons,job-impressions-completed,job-name,job-originating-user-name
  ATTR keyword which-jobs completed
  ATTR boolean my-jobs true
}
