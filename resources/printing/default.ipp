# The queue that the print system uses when none is named.
{
  NAME "Default"
  OPERATION CUPS-Get-Default
  GROUP operation-attributes-tag
  ATTR charset attributes-charset utf-8
  ATTR naturalLanguage attributes-natural-language en
  ATTR keyword requested-attributes printer-name
}
