"""What QML sees: thin objects and models over the domain. They translate, they do not decide."""

QML_MODULE = "Kiosk.Bridge"
