"""The casebook: business cases as they are kept, frozen, decided on and commented on."""
