# What a queue of the print system says of itself, and of one job of ours.
{
  NAME "Printer"
  OPERATION Get-Printer-Attributes
  GROUP operation-attributes-tag
  ATTR charset attributes-charset utf-8
  ATTR naturalLanguage attributes-natural-language en
  ATTR uri printer-uri $uri
  ATTR name requesting-user-name $who
  ATTR keyword requested-attributes printer-state,printer-state-reasons,printer-is-accepting-jobs,queued-job-count,device-uri,printer-error-policy
}
{
  NAME "Job"
  OPERATION Get-Job-Attributes
  GROUP operation-attributes-tag
  ATTR charset attributes-charset utf-8
  ATTR naturalLanguage attributes-natural-language en
  ATTR uri printer-uri $uri
  ATTR integer job-id $job
  ATTR name requesting-user-name $who
  ATTR keyword requested-attributes job-id,job-state,job-state-reasons,job-impressions-completed
}
