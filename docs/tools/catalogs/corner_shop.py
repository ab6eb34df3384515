"""Make `catalog/corner-shop.csv`: an invented shop. No product, brand, price or sale in it is real.

    python docs/tools/catalogs/corner_shop.py [TARGET]

Real open catalogs carry no stock, carts, gifts, refills or accessories; this one does, so that behaviour can be shown
and tested. Every style draws from its own dice, seeded with its group, so the same bytes come out on every machine and
Python version, and a style added at the end of a line moves no other.
"""

import csv
import random
import sys
from datetime import date, timedelta
from pathlib import Path

SEED = "corner-shop 1"
TODAY = date(2026, 11, 20)  # the day on which the invented shop took its stock

COLUMNS = """id group title department category kind audience brand price stock colour sizes material pattern features
occasion season suits scent organic vegan fragrance_free giftable gift_for taste rating reviews weight warranty
screen resolution refresh battery_life storage megapixels connectors pieces capacity content roast caffeine
compatible_with refill_days sold released margin""".split()

# brand: (price factor, departments or categories that it sells)
BRANDS = {
    "Plain Thursday": (0.72, "Jeans T-shirts Jackets Dresses"),
    "Loomwick": (1.0, "Jeans T-shirts Jackets Dresses"),
    "Marlow Finch": (1.08, "T-shirts Dresses Jackets Shoes"),
    "Ostervale": (1.4, "Jeans T-shirts Jackets"),
    "Velmora": (1.5, "Dresses Shoes Bags"),
    "Tarnholm": (1.35, "Jackets Shoes Bags"),
    "Little Otterly": (0.9, "kids"),
    "Brindle & Moss": (1.1, "kids"),
    "Stride Parade": (0.75, "Shoes"),
    "Cobblewright": (1.45, "Shoes"),
    "Hasp & Buckle": (1.3, "Bags"),
    "Satchelry": (0.8, "Bags"),
    "Meadowlarke": (1.2, "Skin-care Hair-care"),
    "Vossel Lab": (1.5, "Skin-care Hair-care"),
    "Pure Puddle": (0.7, "Skin-care Hair-care Shaving-supplies"),
    "Edgeley": (1.15, "Razors Shaving-supplies"),
    "Quay Nine": (1.2, "Coffee"),
    "Bluebarrow": (0.85, "Coffee Tea"),
    "Lantern Leaf": (1.25, "Tea"),
    "Fernlight": (1.2, "Candles"),
    "Waxwing House": (0.85, "Candles"),
    "Pieceable": (1.0, "Puzzles"),
    "Inkwell Lane": (1.15, "Notebooks"),
    "Papermoor": (0.8, "Notebooks Puzzles"),
    "Wirewood": (1.15, "accessories"),
    "Cellwick": (0.8, "accessories"),
}
DEPARTMENTS = {
    "Clothes": "Jeans|T-shirts|Dresses|Jackets",
    "Shoes": "Shoes",
    "Bags": "Bags",
    "Care": "Skin care|Hair care|Razors|Shaving supplies",
    "Coffee & tea": "Coffee|Tea",
    "Gifts": "Candles|Puzzles|Notebooks",
    "Electronics": "Headphones|Phones|Cameras|Monitors",
    "Accessories": "Cables & chargers|Cases|Memory cards|Batteries",
}
DEPARTMENT = {category: name for name, categories in DEPARTMENTS.items() for category in categories.split("|")}

# Things to wear and carry: category | audience | kind | base price | materials | colours | features | occasions | seasons | style names
WEAR = """
Jeans|men|slim jeans|62|denim organic-denim|indigo black grey blue|stretch|everyday work|all|Alder Birk Corran
Jeans|men|straight jeans|66|denim organic-denim|indigo blue black brown|reinforced pockets|everyday outdoor|all|Dunmore Esker Falk
Jeans|men|relaxed jeans|64|denim recycled-denim|blue grey beige|stretch pockets|everyday|all|Garrick Holm
Jeans|women|slim jeans|64|denim organic-denim|indigo black white blue|stretch|everyday work|all|Isla Juniper Kerria
Jeans|women|straight jeans|68|denim organic-denim|blue indigo beige black|stretch pockets|everyday work|all|Linnea Maren Nuala
Jeans|women|wide-leg jeans|74|denim organic-denim|indigo white brown blue|high-waisted|everyday evening|all|Orla Petra
Jeans|kids|children's jeans|32|denim organic-denim|blue indigo grey|adjustable-waist reinforced|everyday|all|Pip Rascal Sprout
T-shirts|men|crew-neck T-shirt|24|cotton organic-cotton|white black navy grey green|pre-shrunk|everyday|all|Arden Beck Cole Drift
T-shirts|men|V-neck T-shirt|26|cotton viscose|white navy grey|stretch|everyday work|all|Ellis Frey
T-shirts|men|sports T-shirt|32|recycled-polyester|blue black orange green|quick-drying breathable|sport|spring summer|Gale Halden
T-shirts|men|polo shirt|42|cotton organic-cotton|navy white green red|breathable|work everyday|spring summer|Ivor Jarvis
T-shirts|women|crew-neck T-shirt|24|cotton organic-cotton|white black pink navy yellow|pre-shrunk|everyday|all|Kaia Lotte Mila Nell
T-shirts|women|V-neck T-shirt|27|cotton viscose linen|white grey red blue|stretch|everyday work|all|Ottilie Pia
T-shirts|women|sports T-shirt|33|recycled-polyester|purple black blue pink|quick-drying breathable|sport|spring summer|Quinn Runa
T-shirts|women|long-sleeved T-shirt|34|cotton organic-cotton wool|navy beige red white|stretch|everyday work|autumn winter|Saskia Thea
T-shirts|unisex|crew-neck T-shirt|28|organic-cotton|white black green yellow|pre-shrunk|everyday|all|Commons Tandem
T-shirts|kids|children's T-shirt|15|cotton organic-cotton|red yellow blue green|pre-shrunk|everyday sport|all|Bobbin Cricket Dab Fidget
Dresses|women|summer dress|58|cotton viscose linen|yellow blue white red green|pockets breathable|everyday holiday|spring summer|Amapola Brisa Clementine Delphine
Dresses|women|wrap dress|78|viscose cotton|red navy green black|adjustable-waist|work evening|spring summer autumn|Elodie Fleur Greta
Dresses|women|shirt dress|74|cotton linen|blue white beige navy|pockets|work everyday|spring summer|Hanne Iris Josefa
Dresses|women|knitted dress|88|wool cotton|grey brown navy red|warm|work everyday|autumn winter|Karin Liesl
Dresses|women|evening dress|138|silk viscose recycled-polyester|black red navy green|lined|evening|all|Mirabel Noemi Ondine
Dresses|kids|children's dress|34|cotton organic-cotton|pink yellow blue|pockets|everyday holiday|spring summer|Poppy Twirl Wren
Jackets|men|rain jacket|110|recycled-polyester|navy yellow green black|waterproof windproof hood|outdoor everyday|spring autumn|Askr Bjarn
Jackets|men|padded jacket|145|recycled-polyester down|black navy orange|warm windproof hood|outdoor everyday|winter|Calder Dovre
Jackets|men|denim jacket|92|denim organic-denim|blue indigo black|pockets|everyday|spring autumn|Emrys Fenn
Jackets|men|blazer|165|wool linen cotton|navy grey black|lined pockets|work evening|all|Gideon Hartley
Jackets|women|rain jacket|112|recycled-polyester|yellow red navy|waterproof windproof hood|outdoor everyday|spring autumn|Ingrid Jorunn
Jackets|women|padded jacket|148|recycled-polyester down|black beige purple|warm windproof hood|outdoor everyday|winter|Kalla Liv
Jackets|women|denim jacket|92|denim organic-denim|blue white black|pockets|everyday|spring autumn|Mabel Nora
Jackets|women|blazer|160|wool linen viscose|black beige pink|lined pockets|work evening|all|Olivia Philippa
Jackets|unisex|fleece jacket|78|recycled-polyester|green grey red|warm breathable|outdoor sport|autumn winter|Ridge Scree
Jackets|kids|children's rain jacket|48|recycled-polyester|yellow red blue|waterproof windproof hood reflective|outdoor everyday|spring autumn|Puddle Splosh
Shoes|men|trainers|89|leather canvas recycled-polyester|white black navy|breathable|everyday|all|Abbot Brock Crown
Shoes|men|running shoes|118|recycled-polyester|blue black orange|breathable cushioned|sport|all|Dart Ember
Shoes|men|ankle boots|149|leather suede|brown black beige|water-repellent resoleable|work everyday|autumn winter|Forge Gantry
Shoes|men|loafers|128|leather suede|brown black navy|resoleable|work evening|spring summer autumn|Hawthorn Ingram
Shoes|men|hiking boots|172|leather recycled-polyester|brown green grey|waterproof cushioned|outdoor|all|Jotun Kyle
Shoes|women|trainers|88|leather canvas recycled-polyester|white pink black|breathable|everyday|all|Lark Merle Nova
Shoes|women|running shoes|118|recycled-polyester|purple blue black|breathable cushioned|sport|all|Oriole Pace
Shoes|women|ankle boots|146|leather suede|black brown beige|water-repellent resoleable|work everyday|autumn winter|Quill Rosa
Shoes|women|court shoes|122|leather suede satin|black red navy|cushioned|evening work|all|Sienna Tilda
Shoes|women|sandals|72|leather cork canvas|brown white yellow|cushioned adjustable|holiday everyday|summer|Una Verano
Shoes|women|hiking boots|168|leather recycled-polyester|grey brown purple|waterproof cushioned|outdoor|all|Wander
Shoes|kids|children's trainers|46|canvas recycled-polyester|blue red yellow|hook-and-loop breathable|everyday sport|all|Zip Hopper
Shoes|kids|children's boots|54|leather recycled-polyester|brown blue green|waterproof warm|outdoor everyday|autumn winter|Stomp
Bags|unisex|backpack|84|canvas recycled-polyester leather|black green navy beige|laptop-sleeve water-repellent|work everyday outdoor|all|Atlas Bower Cairn Ledger
Bags|women|shoulder bag|98|leather canvas suede|black brown red beige|zip adjustable-strap|everyday evening|all|Delft Elba Faro
Bags|women|clutch|58|leather satin|black silver red|zip|evening|all|Gala Hush
Bags|unisex|tote bag|46|canvas organic-cotton leather|beige black green blue|washable|everyday work|all|Jetty Kiosk Market
Bags|unisex|messenger bag|92|canvas leather recycled-polyester|grey brown navy|laptop-sleeve water-repellent adjustable-strap|work|all|Courier Despatch
Bags|unisex|weekender|138|canvas leather|brown navy green|adjustable-strap water-repellent|holiday|all|Nomad Sojourn
Bags|kids|children's backpack|38|recycled-polyester canvas|yellow blue pink|reflective washable|everyday|all|Acorn Beetle
"""
# Things that run out: category | kind | base price | contents | days per content | suits | scents | names
CARE = """
Skin care|face cream|19|50 ml|60|dry-skin normal-skin sensitive-skin mature-skin oily-skin|none rose chamomile|Oat & Calendula;Quiet Rose;Barrier Repair;Morning Dew;Evening Primrose;Clear Horizon
Skin care|hand cream|8|75 ml|45|dry-skin normal-skin sensitive-skin|lavender none citrus|Potter's;Almond Milk;Lavender Field
Skin care|body lotion|12|250 ml,400 ml|50,80|dry-skin normal-skin sensitive-skin|coconut none citrus lavender|Slow Sunday;Sea Fennel;Bare Minimum
Skin care|face cleanser|13|150 ml|60|oily-skin normal-skin sensitive-skin dry-skin|none green-tea citrus|Clay & Mint;Soft Reset;Rice Water;First Light
Skin care|sun cream|18|100 ml,200 ml|30,60|sensitive-skin normal-skin oily-skin dry-skin|none coconut|Noon Shade SPF 50;Veranda SPF 30
Skin care|lip balm|5|10 ml|40|dry-skin normal-skin sensitive-skin|mint none vanilla|Beekeeper;Peppermint Post
Hair care|shampoo|9|250 ml,500 ml|45,90|dry-hair normal-hair fine-hair curly-hair coloured-hair oily-scalp|citrus none mint rose|Birch Water;Nettle & Lemon;Curl Choir;Copper Keep;Feather Volume;Scalp Calm
Hair care|conditioner|10|250 ml|45|dry-hair fine-hair curly-hair coloured-hair normal-hair|citrus coconut none rose|Birch Water;Curl Choir;Copper Keep;Silk Thread
Hair care|hair mask|15|200 ml|75|dry-hair curly-hair coloured-hair|coconut none vanilla|Overnight;Shea Shelter;Argan Anchor
Hair care|hair oil|17|50 ml,100 ml|90,150|dry-hair curly-hair fine-hair|none rose|Golden Drop;Marula Light
Hair care|solid shampoo|10|80 g|60|normal-hair dry-hair oily-scalp fine-hair|lavender citrus none|Bar None;Rosemary Bar;Oat Bar
Shaving supplies|shaving cream|8|150 ml|60|normal-skin sensitive-skin dry-skin|mint none sandalwood|Barber's Hour;Cool Front;Unscented Calm
Shaving supplies|aftershave balm|14|100 ml|75|normal-skin sensitive-skin dry-skin|sandalwood none citrus|Last Stroke;Cedar Walk
"""
# Coffee and tea: category | kinds (variants) | base price | contents | days | roast or "" | caffeine | taste notes | names
PANTRY = """
Coffee|coffee beans,ground coffee|12|500 g|21|medium|yes|chocolate nutty|Harbour Blend;Market Street
Coffee|coffee beans,ground coffee|14|500 g|21|light|yes|fruity floral|Early Tram;Paper Crane
Coffee|coffee beans,ground coffee|12|500 g|21|dark|yes|chocolate smoky|Night Shift;Old Quay
Coffee|coffee beans,ground coffee|13|500 g|21|medium|no|nutty|Second Thoughts Decaf
Coffee|coffee capsules|9|20 capsules|14|dark|yes|smoky chocolate|Short Story;Corner Espresso
Coffee|coffee capsules|9|20 capsules|14|medium|yes|nutty fruity|Long Story;Window Seat
Tea|black tea|7|100 g loose,20 bags|40,20||yes|malty|Morning Assam;Rainy Quay Breakfast
Tea|black tea|8|100 g loose,20 bags|40,20||yes|citrusy floral|Earl's Orchard
Tea|green tea|9|100 g loose,20 bags|40,20||yes|floral grassy|Jade Terrace;Jasmine Gate
Tea|herbal tea|6|80 g loose,20 bags|40,20||no|minty fresh|Peppermint Path;Sleepy Hollow
Tea|fruit tea|6|20 bags|20||no|fruity|Hedgerow;Red Scarf;Apple Attic
Tea|rooibos|7|100 g loose|40||no|sweet nutty|Amber Plain;Vanilla Dusk
"""
# Small presents: category | kind | base price | materials | colours | tastes | given to | detail (scent, pieces or pages) | names
PRESENTS = """
Candles|scented candle|18|soy-wax beeswax|beige green red purple|cosy elegant|partner friend parent colleague|vanilla,fir,fig,lavender|Library Hour;Fir & Frost;Fig Courtyard;Linen Cupboard;First Snow
Candles|pillar candle|9|beeswax paraffin|white red yellow|cosy|friend parent colleague||Long Evening;Honey Hive;Four Sundays
Candles|candle set|26|soy-wax paraffin|multicoloured white|cosy elegant|partner friend parent|citrus,rose|Seven Tapers;Tealight Parade;Rainbow Box
Puzzles|jigsaw puzzle|16|cardboard|multicoloured blue green|playful cosy|friend parent child|500,1000,1500|Harbour at Dusk;Bookshop Cats;Map of Nowhere;Mountain Hut;Botanist's Desk;Thousand Umbrellas
Puzzles|children's puzzle|12|cardboard wood|multicoloured yellow red|playful|child|24,48,100|Busy Farm;Under the Sea;Fire Station;Dinosaur Picnic
Puzzles|wooden puzzle|24|wood|brown beige|playful creative|friend child parent colleague|12,27,54|Burr Cube;Bridge Builder;Star Lock
Puzzles|3D puzzle|32|wood cardboard|brown multicoloured|playful creative|partner friend child|160,220,310|Lighthouse;Night Tram;Clockwork Owl
Notebooks|notebook|14|paper leather|black red blue green|creative elegant|friend colleague partner||Margin;Fieldbook;Dotted Line;Plain Speaking
Notebooks|sketchbook|17|paper|black beige|creative|friend child partner||Soft Pencil;Plein Air
Notebooks|planner|21|paper leather|green black pink|elegant practical|colleague partner parent||Twelve Moons;Week by Week
"""
# Electronics: category | kind | brand | name | price | months | grams | features | colours | details
DEVICES = """
Headphones|over-ear headphones|Sonderby|Hush 3|279|24|252|wireless noise-cancelling foldable|black beige blue|battery_life=38 connectors=usb-c,bluetooth,jack
Headphones|over-ear headphones|Sonderby|Hush Lite|169|24|228|wireless noise-cancelling|black white|battery_life=30 connectors=usb-c,bluetooth
Headphones|over-ear headphones|Tuneberry|Studio One|119|24|285|wired studio-sound foldable|black|connectors=jack
Headphones|over-ear headphones|Tuneberry|Carry On|59|24|214|wireless foldable|black pink blue|battery_life=26 connectors=usb-c,bluetooth
Headphones|over-ear headphones|Halvorn|Reference 7|389|36|310|wireless noise-cancelling studio-sound|black silver|battery_life=44 connectors=usb-c,bluetooth,jack
Headphones|in-ear headphones|Sonderby|Pebble Pro|189|24|52|wireless noise-cancelling water-resistant|black white|battery_life=28 connectors=usb-c,bluetooth
Headphones|in-ear headphones|Sonderby|Pebble|99|24|48|wireless water-resistant|white green black|battery_life=24 connectors=usb-c,bluetooth
Headphones|in-ear headphones|Tuneberry|Sprig|39|24|46|wireless|white black yellow|battery_life=20 connectors=usb-c,bluetooth
Headphones|in-ear headphones|Tuneberry|Wire|19|12|18|wired|white black|connectors=usb-c
Headphones|sports headphones|Sonderby|Lap|129|24|34|wireless water-resistant secure-fit|orange black|battery_life=12 connectors=usb-c,bluetooth
Headphones|sports headphones|Tuneberry|Dash|54|24|36|wireless water-resistant secure-fit|blue black|battery_life=10 connectors=usb-c,bluetooth
Phones|smartphone|Nimbrel|Sora 6|649|24|172|5g water-resistant wireless-charging|black blue|screen=6.1 battery_life=26 storage=128,256 megapixels=50 connectors=usb-c,bluetooth
Phones|smartphone|Nimbrel|Sora 6 Max|899|24|208|5g water-resistant wireless-charging telephoto|black silver|screen=6.7 battery_life=32 storage=256,512 megapixels=50 connectors=usb-c,bluetooth
Phones|smartphone|Nimbrel|Sora Mini|479|24|149|5g water-resistant|red white|screen=5.4 battery_life=20 storage=128 megapixels=48 connectors=usb-c,bluetooth
Phones|smartphone|Cellwick|Basic 4|159|24|188|dual-sim expandable-storage|black green|screen=6.5 battery_life=36 storage=64 megapixels=13 connectors=usb-c,jack,bluetooth
Phones|smartphone|Halvorn|Lumen X|749|36|185|5g telephoto repairable|grey orange|screen=6.3 battery_life=28 storage=256 megapixels=64 connectors=usb-c,bluetooth
Phones|smartphone|Mendwell|Fix 2|529|60|193|5g repairable dual-sim expandable-storage|green|screen=6.3 battery_life=27 storage=128,256 megapixels=48 connectors=usb-c,bluetooth
Cameras|compact camera|Halvorn|Pocket 20|429|24|236|optical-zoom image-stabilised wifi|black silver|megapixels=20 battery_life=3 connectors=usb-c,hdmi
Cameras|compact camera|Veloptic|Snap Z|249|24|210|optical-zoom wifi|black red|megapixels=16 battery_life=3 connectors=usb-c
Cameras|system camera|Halvorn|Aperture 24|899|36|412|interchangeable-lens image-stabilised 4k-video wifi|black|megapixels=24 battery_life=5 connectors=usb-c,hdmi
Cameras|system camera|Halvorn|Aperture 45 Pro|1899|36|598|interchangeable-lens image-stabilised 4k-video weather-sealed wifi|black|megapixels=45 battery_life=6 connectors=usb-c,hdmi
Cameras|system camera|Veloptic|Meridian|649|24|378|interchangeable-lens 4k-video wifi|silver black|megapixels=24 battery_life=4 connectors=usb-c,hdmi
Cameras|instant camera|Veloptic|Keepsake|89|24|320|prints-photos flash|pink blue white|connectors=usb-c
Cameras|instant camera|Papermoor|Sunday Press|129|24|365|prints-photos flash wifi|beige green|megapixels=10 connectors=usb-c
Cameras|action camera|Veloptic|Plunge 2|299|24|148|waterproof image-stabilised 4k-video wifi|black|megapixels=20 battery_life=2 connectors=usb-c
Cameras|action camera|Veloptic|Plunge Go|179|24|126|waterproof image-stabilised|orange black|megapixels=12 battery_life=2 connectors=usb-c
Monitors|office monitor|Pixelmoor|Desk 24|149|36|3900|height-adjustable|black|screen=23.8 resolution=Full-HD refresh=75 connectors=hdmi,displayport
Monitors|office monitor|Pixelmoor|Desk 27|219|36|4900|height-adjustable speakers|black white|screen=27 resolution=QHD refresh=75 connectors=hdmi,displayport,usb-c
Monitors|office monitor|Halvorn|Clear 27|429|36|5300|height-adjustable usb-hub colour-accurate|silver|screen=27 resolution=4K refresh=60 connectors=hdmi,displayport,usb-c
Monitors|office monitor|Halvorn|Clear 32|599|36|6900|height-adjustable usb-hub colour-accurate speakers|silver|screen=31.5 resolution=4K refresh=60 connectors=hdmi,displayport,usb-c
Monitors|office monitor|Pixelmoor|Wide 34|389|36|7200|curved height-adjustable speakers|black|screen=34 resolution=QHD refresh=100 connectors=hdmi,displayport,usb-c
Monitors|gaming monitor|Pixelmoor|Rush 24|189|36|3800|fast-response|black|screen=23.8 resolution=Full-HD refresh=165 connectors=hdmi,displayport
Monitors|gaming monitor|Pixelmoor|Rush 27|299|36|5100|fast-response height-adjustable|black white|screen=27 resolution=QHD refresh=180 connectors=hdmi,displayport
Monitors|gaming monitor|Halvorn|Apex 32|699|36|7400|fast-response curved height-adjustable hdr|black|screen=31.5 resolution=4K refresh=144 connectors=hdmi,displayport,usb-c
Monitors|portable monitor|Pixelmoor|Slip 14|179|24|590|foldable-stand speakers|grey|screen=14 resolution=Full-HD refresh=60 connectors=usb-c,hdmi
Monitors|portable monitor|Nimbrel|Slate 16|299|24|780|foldable-stand touch|grey silver|screen=16 resolution=QHD refresh=60 connectors=usb-c
Razors|razor|Edgeley|Classic|34|60|82|metal single-blade|silver black|
Razors|razor|Edgeley|Glide 5|19|24|46|pivoting-head|blue silver|
Razors|razor|Pure Puddle|Smooth|12|24|38|pivoting-head soap-strip|pink purple|
"""
# Accessories: category | kind | base price | months | grams | features | colours | fits | variants (content) | names
ACCESSORIES = """
Cables & chargers|USB-C cable|11|24|38|braided fast-charging|black white red|has:usb-c|1 m,2 m|Tether;Long Reach
Cables & chargers|HDMI cable|13|24|92|4k-video|black|has:hdmi|1.5 m,3 m|Picture Line;Clearpath
Cables & chargers|DisplayPort cable|16|24|96|4k-video|black|has:displayport|2 m|Frame Line
Cables & chargers|headphone cable|9|24|24|braided|black white|has:jack|1.2 m|Lead On
Cables & chargers|charger|24|24|74|fast-charging foldable|white black|kind:smartphone|30 W,65 W|Wall Pip;Two Port
Cables & chargers|wireless charger|29|24|98|fast-charging|white black green|has:wireless-charging|15 W|Coaster
Cases|phone case|18|12|34|shock-absorbing|black blue pink|each:smartphone||Shell;Folio
Cases|camera case|29|24|140|padded water-repellent|black brown|kind:compact camera,instant camera||Pouch
Cases|camera bag|64|24|520|padded water-repellent adjustable-strap|black green|kind:system camera||Carryall;Sling
Cases|headphone case|16|24|150|padded|black grey|kind:over-ear headphones||Hardshell
Memory cards|SD card|16|60|4|fast|black|kind:compact camera,system camera|64 GB,128 GB,256 GB|Keep;Keep Pro
Memory cards|microSD card|14|60|2|fast|red|kind:action camera,has:expandable-storage|64 GB,128 GB,256 GB|Keep Micro
Batteries|camera battery|34|12|52||black|pair:system camera,compact camera,action camera|1200 mAh|Spare
Batteries|power bank|32|24|210|fast-charging|black white green|kind:smartphone,has:bluetooth|10000 mAh,20000 mAh|Reserve
Batteries|AA batteries|7|0|96||green||8 pack,24 pack|Everyday Cell
Batteries|rechargeable batteries|15|12|104|rechargeable|green||4 pack,8 pack|Again Cell
Shaving supplies|razor blades|13|0|30||silver|each:razor|4 blades,8 blades|Refill
"""

LETTERS = {"women": "XS S M L XL", "men": "S M L XL XXL", "unisex": "XS S M L XL XXL"}
WAISTS = {"women": range(25, 34), "men": range(29, 39)}
FEET = {"women": range(36, 43), "men": range(40, 47), "kids": range(26, 36)}
CHILD_HEIGHTS = range(104, 165, 12)
MATERIAL_FACTOR = {"leather": 1.3, "suede": 1.2, "wool": 1.2, "silk": 1.35, "down": 1.3, "linen": 1.1, "organic cotton": 1.1,
                   "organic denim": 1.12, "beeswax": 1.2, "wood": 1.1}
ANIMAL = {"leather", "suede", "wool", "silk", "down", "beeswax"}
CAPACITY = {"backpack": (16, 28), "shoulder bag": (4, 10), "clutch": (1, 2), "tote bag": (10, 18), "messenger bag": (9, 15),
            "weekender": (32, 48), "children's backpack": (7, 12)}
GRAMS = {"Jeans": 620, "T-shirts": 170, "Dresses": 340, "Jackets": 780, "Shoes": 760, "Bags": 690, "Candles": 380, "Puzzles": 650,
         "Notebooks": 310}
WARRANTY = {"Bags": (24, 60), "Jackets": (12, 24)}

# Share of styles whose cell is left empty where the attribute would apply, as in a feed that many hands filled in.
HOLES = {"material": 0.12, "pattern": 0.15, "occasion": 0.18, "season": 0.22, "scent": 0.12, "organic": 0.30, "vegan": 0.28,
         "fragrance_free": 0.25, "gift_for": 0.15, "taste": 0.15, "weight": 0.33, "warranty": 0.18, "battery_life": 0.15,
         "megapixels": 0.15, "features": 0.10, "capacity": 0.20, "suits": 0.10, "giftable": 0.10, "refill_days": 0.12,
         "roast": 0.10, "connectors": 0.08, "margin": 0.15, "pieces": 0.10}


class Dice:
    """Chances made of `random()` alone, the one method whose sequence Python promises to keep."""

    def __init__(self, name):
        self.random = random.Random(f"{SEED}/{name}").random

    def chance(self, share):
        return self.random() < share

    def between(self, low, high):
        return low + int(self.random() * (high - low + 1))

    def pick(self, values):
        return values[self.between(0, len(values) - 1)]

    def several(self, values, low, high=None):
        """Between `low` and `high` of the values, in their own order."""
        wanted = self.between(min(low, len(values)), min(high or len(values), len(values)))
        ranked = sorted((self.random(), place) for place in range(len(values)))
        return [values[place] for place in sorted(place for _, place in ranked[:wanted])]

def rows(table):
    return [line.split("|") for line in table.strip().splitlines()]


def words(cell):
    return [word.replace("-", " ") if word in SPACED else word for word in cell.split()]


SPACED = {"organic-cotton", "organic-denim", "recycled-denim", "recycled-polyester", "soy-wax", "green-tea", "dry-skin", "normal-skin",
          "sensitive-skin", "mature-skin", "oily-skin", "dry-hair", "normal-hair", "fine-hair", "curly-hair", "coloured-hair",
          "oily-scalp"}
SUITS = {word for line in rows(CARE) for word in words(line[5])}


def brand_for(dice, category, audience=""):
    key = "kids" if audience == "kids" else category.replace(" ", "-")
    key = "accessories" if DEPARTMENT[category] == "Accessories" else key
    return dice.pick([name for name, (_, sells) in BRANDS.items() if key in sells.split()])


def shelf_price(amount):
    """A price as shops write it: .90 or .99 below 20, .90 below 100, whole numbers ending in 9 or 5 above."""
    if amount < 100:
        return f"{max(int(amount), 2)}{'.99' if amount < 20 and int(amount) % 2 else '.90'}"
    return f"{int(amount / 5) * 5 + (4 if int(amount / 5) % 2 else 5)}.00"


class Shop:
    """Collects products; a style is a group, its variants share everything but what is told apart in the title."""

    def __init__(self):
        self.products = []
        self.styles = {}

    def group(self, category):
        code = "".join(letter for letter in category.lower() if letter.isalpha())[:4]
        self.styles[code] = self.styles.get(code, 0) + 1
        return f"{code}-{self.styles[code]:02d}"

    def add(self, group, suffix, **cells):
        cells = {"id": f"{group}-{slug(suffix)}", "group": group, "department": DEPARTMENT[cells["category"]], **cells}
        self.products.append(cells)

    def fitting(self, rule):
        """Groups of the devices that an accessory fits: `has:` a connector or feature, `kind:` of device."""
        found, test = [], ""
        for part in rule.split(","):
            test, _, wanted = part.rpartition(":") if ":" in part else (test, ":", part)
            for device in self.products:
                has = device.get("connectors", []) + device.get("features", [])
                if device["department"] in ("Electronics", "Care") and (
                    wanted in has if test == "has" else wanted == device.get("kind")
                ):
                    found.append(device["group"])
        return list(dict.fromkeys(found))


def slug(text):
    kept = "".join(letter if letter.isalnum() else "-" for letter in text.lower())
    return "-".join(part for part in kept.split("-") if part)


def sizes(dice, category, audience):
    if category == "Bags":
        return []
    if category == "Shoes":
        scale = [f"EU {size}" for size in FEET[audience]]
    elif audience == "kids":
        scale = [str(height) for height in CHILD_HEIGHTS]
    elif category == "Jeans":
        scale = [f"W{size}" for size in WAISTS[audience]]
    else:
        scale = LETTERS[audience].split()
    return dice.several(scale, round(len(scale) * 0.55))


def add_wear(shop):
    for category, audience, kind, base, materials, colours, features, occasions, seasons, names in rows(WEAR):
        for name in names.split():
            group = shop.group(category)
            dice = Dice(group)
            brand, material = brand_for(dice, category, audience), dice.pick(words(materials))
            price = float(base) * BRANDS[brand][0] * MATERIAL_FACTOR.get(material, 1) * (0.9 + 0.25 * dice.random())
            low, high = CAPACITY.get(kind, (0, 0))
            shared = {
                "category": category, "kind": kind, "audience": audience, "brand": brand, "price": shelf_price(price),
                "material": material, "features": dice.several(words(features), 1), "occasion": dice.several(words(occasions), 1),
                "season": ["spring", "summer", "autumn", "winter"] if seasons == "all" else words(seasons),
                "organic": "yes" if material.startswith("organic") else "no" if dice.chance(0.6) else "",
                "vegan": "no" if material in ANIMAL else "yes", "weight": str(dice.between(80, 125) * GRAMS[category] // 100),
                "capacity": str(dice.between(low, high)) if high else "",
                "giftable": "yes" if category == "Bags" or kind in GIFT_KINDS else "no",
                "warranty": str(dice.pick(WARRANTY[category])) if category in WARRANTY else "",
            }
            if shared["giftable"] == "yes":
                shared |= {"gift_for": ["child"] if audience == "kids" else dice.several(["partner", "friend", "parent"], 1),
                           "taste": dice.several(["elegant", "practical"] if "outdoor" not in occasions else ["outdoorsy", "practical"], 1)}
            palette = words(colours)
            for colour in dice.several(palette, 2 if len(palette) > 2 else 1, 4 if category == "T-shirts" else 3):
                pattern = "plain" if kind not in PATTERNS or dice.chance(0.6) else dice.pick(PATTERNS[kind].split())
                title = f"{name} {kind}, {colour}" if pattern == "plain" else f"{name} {kind}, {pattern}, {colour}"
                shop.add(group, colour, title=title, colour=colour, pattern=pattern,
                         sizes=sizes(dice, category, audience), **shared)


GIFT_KINDS = {"knitted dress", "fleece jacket", "children's dress", "children's T-shirt", "long-sleeved T-shirt"}
PATTERNS = {"crew-neck T-shirt": "striped printed", "long-sleeved T-shirt": "striped dotted", "polo shirt": "striped",
            "children's T-shirt": "striped printed dotted", "summer dress": "floral striped dotted", "wrap dress": "floral dotted",
            "shirt dress": "striped checked", "children's dress": "floral dotted checked", "blazer": "checked",
            "tote bag": "striped printed", "children's backpack": "printed dotted", "backpack": "checked"}


# What a name promises, the product keeps.
PROMISED = {"Curl Choir": "curly hair+dry hair", "Copper Keep": "coloured hair", "Feather Volume": "fine hair",
            "Scalp Calm": "oily scalp", "Barrier Repair": "sensitive skin+dry skin", "Evening Primrose": "mature skin+dry skin",
            "Clear Horizon": "oily skin", "First Light": "mature skin+normal skin", "Rice Water": "sensitive skin+mature skin",
            "Slow Sunday": "dry skin+mature skin", "Argan Anchor": "dry hair+coloured hair", "Quiet Rose": "rose",
            "Clay & Mint": "mint", "Lavender Field": "lavender", "Almond Milk": "almond", "Bare Minimum": "none",
            "Peppermint Post": "mint", "Cedar Walk": "cedar", "Unscented Calm": "none", "Nettle & Lemon": "citrus",
            "Rosemary Bar": "rosemary", "Bar None": "none", "Library Hour": "vanilla", "Fir & Frost": "fir", "Fig Courtyard": "fig",
            "Linen Cupboard": "lavender", "First Snow": "fir"}


def add_care(shop):
    for category, kind, base, contents, days, suits, scents, names in rows(CARE):
        for name in names.split(";"):
            group = shop.group(category)
            dice = Dice(group)
            brand, scent = brand_for(dice, category), dice.pick(words(scents))
            natural = brand == "Meadowlarke"
            promised = [told for told in PROMISED.get(name, "").split("+") if told in SUITS]
            scent = PROMISED[name] if name in PROMISED and not promised else scent
            shared = {
                "category": category, "kind": kind, "brand": brand, "suits": promised or dice.several(words(suits), 1, 3),
                "scent": "unscented" if scent == "none" else scent, "fragrance_free": "yes" if scent == "none" else "no",
                "organic": "yes" if natural or dice.chance(0.15) else "no", "vegan": "yes" if dice.chance(0.7) else "no",
                "audience": "men" if category == "Shaving supplies" else dice.pick(["unisex", "unisex", "women"]),
                "features": dice.several(["plastic-free", "refillable", "dermatologically tested"], 1, 2),
                "giftable": "yes" if scent != "none" and kind in ("hand cream", "hair oil", "body lotion", "aftershave balm") else "no",
            }
            if shared["giftable"] == "yes":
                shared |= {"gift_for": dice.several(["partner", "friend", "parent", "colleague"], 2), "taste": ["cosy"]}
            noise = 0.9 + 0.25 * dice.random()
            for step, (content, every) in enumerate(zip(contents.split(","), days.split(","))):
                price = float(base) * BRANDS[brand][0] * noise * (1 + 0.65 * step)
                shop.add(group, content, title=f"{name} {kind}, {content}", content=content, refill_days=every,
                         weight=str(int(content.split()[0]) + 40), price=shelf_price(price), **shared)


def add_pantry(shop):
    for category, kinds, base, contents, days, roast, caffeine, notes, names in rows(PANTRY):
        for name in names.split(";"):
            group = shop.group(category)
            dice = Dice(group)
            brand = brand_for(dice, category)
            organic = dice.chance(0.4)
            shared = {
                "category": category, "brand": brand, "roast": roast, "caffeine": caffeine, "features": words(notes),
                "organic": "yes" if organic else "no", "vegan": "yes", "giftable": "yes" if "loose" in contents or "beans" in kinds else "no",
            }
            if shared["giftable"] == "yes":
                shared |= {"gift_for": dice.several(["partner", "friend", "parent", "colleague"], 2), "taste": ["foodie", "cosy"]}
            noise = (1.12 if organic else 1) * (0.9 + 0.2 * dice.random())
            variants = [(kind, content, every) for kind in kinds.split(",")
                        for content, every in zip(contents.split(","), days.split(","))]
            for kind, content, every in variants:
                price = float(base) * BRANDS[brand][0] * noise * (0.65 if "bags" in content and "loose" in contents else 1)
                form = ["loose-leaf"] if "loose" in content else ["tea-bags"] if "bags" in content else []
                grams = content.split()[0] if " g" in content else "40" if "bags" in content else "110"
                shop.add(group, f"{kind} {content}" if "," in kinds else content, title=f"{name} {kind}, {content}", kind=kind, content=content,
                         refill_days=every, weight=grams, price=shelf_price(price), **(shared | {"features": words(notes) + form}))


def add_presents(shop):
    for category, kind, base, materials, colours, tastes, given_to, detail, names in rows(PRESENTS):
        for name in names.split(";"):
            group = shop.group(category)
            dice = Dice(group)
            brand, material = brand_for(dice, category), dice.pick(words(materials))
            noise = BRANDS[brand][0] * MATERIAL_FACTOR.get(material, 1) * (0.9 + 0.25 * dice.random())
            shared = {
                "category": category, "kind": kind, "brand": brand, "material": material, "giftable": "yes",
                "vegan": "no" if material in ANIMAL else "yes", "gift_for": dice.several(words(given_to), 2),
                "taste": dice.several(words(tastes), 1), "weight": str(dice.between(80, 125) * GRAMS[category] // 100),
            }
            if category == "Candles":
                shared |= {"organic": "yes" if material == "beeswax" else "no",
                           "fragrance_free": "no" if detail else "yes", "scent": "" if detail else "unscented"}
            if category == "Puzzles":
                pieces = dice.pick(detail.split(","))
                shop.add(group, pieces, title=f"{name} {kind}, {pieces} pieces", pieces=pieces, colour=dice.pick(words(colours)),
                         price=shelf_price(float(base) * noise * (0.85 + 0.3 * detail.split(",").index(pieces) / 2)), **shared)
                continue
            palette = words(colours)
            for colour in dice.several(palette, 1 if len(palette) < 3 else 2, 3):
                extra = {"scent": PROMISED.get(name) or dice.pick(detail.split(","))} if detail else {}
                told = f"{extra['scent']}, {colour}" if detail else colour
                shop.add(group, colour, title=f"{name} {kind}, {told}", colour=colour,
                         price=shelf_price(float(base) * noise), **(shared | extra))


def add_devices(shop):
    for category, kind, brand, name, base, months, grams, features, colours, details in rows(DEVICES):
        group = shop.group(category)
        dice = Dice(group)
        told = dict(pair.split("=") for pair in details.split())
        capacities = told.pop("storage", "").split(",")
        told["connectors"] = told["connectors"].split(",") if "connectors" in told else []
        told["resolution"] = told.get("resolution", "").replace("-", " ")
        gift = kind in ("instant camera", "in-ear headphones", "action camera") or float(base) < 60
        shared = {"category": category, "kind": kind, "brand": brand, "warranty": months, "weight": grams,
                  "features": words(features), "giftable": "yes" if gift else "no", **told}
        if category == "Razors":
            shared["audience"] = "women" if "soap-strip" in features else "men"
        if gift:
            shared |= {"gift_for": dice.several(["partner", "friend", "child", "parent"], 2),
                       "taste": ["practical"] if category == "Razors" else dice.several(["techie", "creative", "outdoorsy"], 1, 2)}
        for step, capacity in enumerate(capacities):
            for colour in words(colours):
                label = f"{brand} {name} {kind}" + (f", {capacity} GB" if capacity else "")
                price = float(base) + 100 * step
                shop.add(group, f"{capacity} {colour}", title=f"{label}, {colour}", colour=colour, storage=capacity,
                         price=f"{price:.2f}", **shared)


def add_accessories(shop):
    for category, kind, base, months, grams, features, colours, fits, contents, names in rows(ACCESSORIES):
        rule = fits.removeprefix("each:").removeprefix("pair:")
        groups = shop.fitting(rule if ":" in rule or not rule else f"kind:{rule}") if rule else []
        size = 1 if fits.startswith("each:") else 2 if fits.startswith("pair:") else max(len(groups), 1)
        for start in range(0, max(len(groups), 1), size):
            served = groups[start:start + size]
            for name in names.split(";"):
                add_accessory(shop, category, kind, base, months, grams, features, colours, served, contents, name, size < 3)


def add_accessory(shop, category, kind, base, months, grams, features, colours, served, contents, name, named):
    group = shop.group(category)
    dice = Dice(group)
    brand = "Edgeley" if kind == "razor blades" else brand_for(dice, category)
    fitted = [device["title"].split(f" {device['kind']}")[0] for device in shop.products if device["group"] in served]
    told = f" for {' and '.join(dict.fromkeys(fitted))}" if named and served else ""
    shared = {"category": category, "kind": kind, "brand": brand, "warranty": "" if months == "0" else months, "weight": grams,
              "features": words(features), "compatible_with": served, "giftable": "yes" if kind in ("power bank", "wireless charger") else "no"}
    if shared["giftable"] == "yes":
        shared |= {"gift_for": ["partner", "friend", "parent", "colleague"], "taste": ["techie", "practical"]}
    refills = {"razor blades": (50, 100), "AA batteries": (120, 300)}.get(kind)
    noise = BRANDS[brand][0] * (0.9 + 0.25 * dice.random())
    colour = dice.pick(words(colours))
    shades = dice.several(words(colours), 2) if category in ("Cases",) else [colour]
    for step, content in enumerate(contents.split(",")):
        for shade in shades:
            title = f"{name} {kind}{told}, " + ", ".join(filter(None, [content, shade if len(words(colours)) > 1 else ""]))
            extra = {"refill_days": str(refills[step])} if refills else {}
            if category == "Memory cards":
                extra["storage"] = content.split()[0]
            shop.add(group, f"{content} {shade}", title=title.rstrip(", "), content=content, colour=shade,
                     price=shelf_price(float(base) * noise * (1 + 0.6 * step)), **shared, **extra)


def punch_holes(products):
    for product in products:
        dice = Dice(f"holes {product['group']}")
        for name in COLUMNS:  # a fixed order, so that each attribute keeps its own throw
            if dice.chance(HOLES.get(name, 0)):
                product[name] = ""
        if not product.get("giftable"):
            product |= {"gift_for": "", "taste": ""}


def trade(products):
    """Fill in stock, sales (Zipf-like over the whole shop), ratings, release dates and margins."""
    lively = {"Care": 0.72, "Coffee & tea": 0.7, "Accessories": 0.8, "Gifts": 0.9}
    pull = {}
    for product in products:
        own = Dice(f"pull {product['id']}").random()
        style = Dice(f"pull {product['group']}").random()
        pull[product["id"]] = (0.35 * own + 0.65 * style) * lively.get(product["department"], 1)
    for rank, product in enumerate(sorted(products, key=lambda product: (pull[product["id"]], product["id"])), start=1):
        dice = Dice(f"trade {product['id']}")
        style = Dice(f"trade {product['group']}")
        age = style.between(12, 1400)
        product["released"] = (TODAY - timedelta(days=age)).isoformat()
        share = min(age / 90, 1)  # sold counts the last 90 days; a newcomer had fewer of them
        product["sold"] = str(int(1300 / (rank + 3) ** 0.86 * share * (0.85 + 0.3 * dice.random())))
        product["stock"] = str(0 if dice.chance(0.08) else dice.between(1, 4) if dice.chance(0.15) else dice.between(5, 140))
        if age > 45 and not style.chance(0.15):
            reviews = max(1, int(int(product["sold"]) * (0.2 + 0.5 * dice.random())) + dice.between(0, 9))
            product["rating"] = f"{min(5.0, 3.2 + 1.7 * (0.65 * style.random() + 0.35 * dice.random())):.1f}"
            product["reviews"] = str(reviews)
        product.setdefault("margin", f"{18 + style.between(0, 42)}")


def cell(value):
    return "|".join(value) if isinstance(value, list) else value


def make():
    shop = Shop()
    for add in (add_wear, add_care, add_pantry, add_presents, add_devices, add_accessories):
        add(shop)
    punch_holes(shop.products)
    trade(shop.products)
    return sorted(({name: cell(product.get(name, "")) for name in COLUMNS} for product in shop.products),
                  key=lambda product: product["id"])


def main(target):
    products = make()
    for name in ("id", "title"):
        assert len({product[name] for product in products}) == len(products), f"two products share a {name}"
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(products)
    print(f"{target}: {len(products)} products in {len({product['group'] for product in products})} styles")


if __name__ == "__main__":
    beside = Path(__file__).resolve().parents[3] / "catalog" / "corner-shop.csv"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else beside)
